"""The only room that writes the site. In: finished artifacts. Out: an output folder that holds one complete version or the next, never a mix."""
