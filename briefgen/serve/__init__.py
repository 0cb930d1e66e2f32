"""The preview. In: a project, and what the door asks for. Out: the site in the editor's browser, as the last save left it.

`watch` says when to look again (`alarm` is only its bell), `preview` holds the last good site and renders on request,
`stream` tells the browsers, `policy` refuses what is not theirs to ask, `server` joins them. Nothing here writes the site.
"""
