// What a page has beside its links and forms: nothing here is needed to use it.
"use strict";

// What was filled in wrong is told first to whoever listens to the page.
const summary = document.getElementById("summary");
if (summary) summary.focus();

// A page is printed by the browser; the button is there where scripts are.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form that was sent says so, and is not sent twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  // Where a file comes, the page stays and may be asked again.
  if (!button || event.defaultPrevented || event.target.hasAttribute("data-gives-file")) return;
  if (button.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
    return;
  }
  button.setAttribute("aria-disabled", "true");
  if (button.classList.contains("button")) button.textContent = button.dataset.busy || document.body.dataset.busy;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// An address that is to be taken elsewhere is copied by a button; without it the field is selected by hand.
for (const field of document.querySelectorAll(".feed input[readonly]")) {
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button copy";
  button.textContent = document.body.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = document.body.dataset.copied;
  });
  field.after(button);
}
