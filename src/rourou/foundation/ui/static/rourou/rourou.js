/* Rourou: conveniences only. Every page works without this file. */
"use strict";

/* The error summary takes the focus, so that it is read first. */
const summary = document.querySelector(".note[role=alert][tabindex]");
if (summary) summary.focus();

/* Keys 1 to 6 choose on the decision form, while the focus is in that form and not in a box for text. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  const at = document.activeElement;
  if (!at || at.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const form = at.closest("form");
  const keyed = form && form.querySelector("[data-keys]");
  const choice = keyed && keyed.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (choice) { choice.checked = true; choice.focus(); choice.dispatchEvent(new Event("change", { bubbles: true })); event.preventDefault(); }
});

/* Exit replaces this page in the history of this tab. */
document.addEventListener("click", (event) => {
  const exit = event.target.closest && event.target.closest("[data-exit]");
  if (exit) { event.preventDefault(); window.location.replace(exit.href); }
});

/* Where htmx is answered with an error page, that page is shown. */
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("main");
  const main = document.querySelector("main");
  if (page && main) { main.replaceWith(page); page.focus(); }
});
