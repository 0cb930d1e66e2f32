// What a timeline shows is chosen by its radio buttons and its style sheet. This puts the choice into the address, and takes it from there;
// it adds nothing else.
"use strict";
{
  const choices = [...document.querySelectorAll('.filters input[type="radio"]')];
  const valueOf = (input) => input.id.slice(input.name.length + 1);

  const read = () => {
    const wanted = new URLSearchParams(location.search);
    for (const name of new Set(choices.map((input) => input.name))) {
      const group = choices.filter((input) => input.name === name);
      const chosen = group.find((input) => valueOf(input) === wanted.get(name)) || group.find((input) => valueOf(input) === "all");
      if (chosen) chosen.checked = true;
    }
  };

  document.addEventListener("change", ({ target }) => {
    if (!choices.includes(target)) return;
    const address = new URL(location.href);
    if (valueOf(target) === "all") address.searchParams.delete(target.name);
    else address.searchParams.set(target.name, valueOf(target));
    history.pushState(null, "", address);
  });
  addEventListener("popstate", read);
  read();
}
