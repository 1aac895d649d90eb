// The matrix by keys, and the open cell without loading the table again. Without this file cells are links.
"use strict";

(() => {
  const table = document.querySelector("table.grid");
  if (!table) return;
  const body = table.tBodies[0];
  const picked = document.getElementById("picked");
  const OFF = "matrix-letters-off";
  let here = null;

  const cellsOf = (row) => [...row.cells].filter((cell) => cell.tagName === "TD" && !cell.classList.contains("n"));
  const targetOf = (cell) => cell.querySelector("a") || cell;
  const nameOf = (cell) => {
    const link = cell.querySelector("a");
    return link ? new URL(link.href).searchParams.get("cell") : "";
  };
  const cellNamed = (name) => [...body.querySelectorAll("td > a")].map((link) => link.parentElement).find((cell) => nameOf(cell) === name);

  const settle = (cell) => {
    if (here) targetOf(here).tabIndex = -1;
    here = cell;
    targetOf(cell).tabIndex = 0;
  };
  const go = (cell) => {
    if (!cell) return;
    settle(cell);
    targetOf(cell).focus();
  };
  const goTo = (row, place) => {
    const rows = [...body.rows];
    const cells = cellsOf(rows[Math.max(0, Math.min(rows.length - 1, row))]);
    go(cells[Math.max(0, Math.min(cells.length - 1, place))]);
  };

  // What waits to be accepted, before or behind a cell.
  const seek = (cell, step) => {
    const cells = [...body.querySelectorAll("td.review")];
    const behind = (each) => cell.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    const found = step > 0 ? cells.find(behind) : cells.reverse().find((each) => each !== cell && !behind(each));
    go(found);
  };

  const mark = (cell) => {
    const name = nameOf(cell);
    if (!picked || !name || !cell.classList.contains("review")) return;
    const known = [...picked.querySelectorAll("input[name=cell]")].find((each) => each.value === name);
    if (known) known.remove();
    else {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = "cell";
      input.value = name;
      picked.append(input);
    }
    cell.setAttribute("aria-selected", String(!known));
    const count = picked.querySelectorAll("input[name=cell]").length;
    picked.hidden = !count;
    picked.querySelector("output").textContent = String(count);
  };

  const showKeys = () => {
    const keys = document.getElementById("keys");
    keys.open = true;
    keys.querySelector("summary").focus();
  };

  const byLetter = (event) => {
    if (localStorage.getItem(OFF) || event.ctrlKey || event.altKey || event.metaKey) return null;
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) return showKeys;
    if (event.code === "KeyN") return () => seek(here, event.shiftKey ? -1 : 1);
    if (event.code === "KeyF") return () => document.getElementById("f-town").focus();
    return null;
  };

  const byKey = (event) => {
    const row = [...body.rows].indexOf(here.parentElement);
    const place = cellsOf(here.parentElement).indexOf(here);
    const last = body.rows.length - 1;
    if (event.altKey || event.metaKey) return null;
    switch (event.key) {
      case "ArrowLeft": return () => goTo(row, place - 1);
      case "ArrowRight": return () => goTo(row, place + 1);
      case "ArrowUp": return () => goTo(row - 1, column);
      case "ArrowDown": return () => goTo(row + 1, column);
      case "PageUp": return () => goTo(row - 10, column);
      case "PageDown": return () => goTo(row + 10, column);
      case "Home": return () => goTo(event.ctrlKey ? 0 : row, 0);
      case "End": return () => goTo(event.ctrlKey ? last : row, Infinity);
      case " ": return () => mark(here);
      default: return byLetter(event);
    }
  };

  // The column that one goes up and down in; a row without a plan has one cell for all of them.
  let column = 0;
  body.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    settle(cell);
    if (!cell.classList.contains("none")) column = cellsOf(cell.parentElement).indexOf(cell);
  });
  body.addEventListener("keydown", (event) => {
    const act = here && event.target.closest("td") === here ? byKey(event) : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  const focusPanel = () => {
    const title = document.getElementById("panel-title");
    if (title) title.focus();
  };
  const choose = (cell) => {
    for (const each of body.querySelectorAll("td.on")) {
      each.classList.remove("on");
      each.querySelector("a").removeAttribute("aria-current");
    }
    if (!cell) return;
    cell.classList.add("on");
    cell.querySelector("a").setAttribute("aria-current", "true");
  };
  let turns = 0;
  const close = (panel) => {
    turns += 1;
    const cell = cellNamed(panel.dataset.cell);
    history.pushState(null, "", panel.querySelector(".close").href);
    panel.remove();
    document.querySelector(".beside").classList.remove("open");
    choose(null);
    go(cell || here || cellsOf(body.rows[0])[0]);
  };

  // Of several that were asked for the last one is shown; one that cannot be had as a part is opened as a page.
  const open = async (address) => {
    const turn = (turns += 1);
    const words = await fetch(address, { headers: { "X-Part": "panel" } }).then(
      (answer) => (answer.ok && !answer.redirected ? answer.text() : null),
    ).catch(() => null);
    if (turn !== turns) return;
    if (words === null) {
      window.location.assign(address);
      return;
    }
    const beside = document.querySelector(".beside");
    const before = document.getElementById("panel");
    if (before) before.remove();
    beside.insertAdjacentHTML("afterbegin", words);
    beside.classList.add("open");
    history.pushState(null, "", address);
    choose(cellNamed(document.getElementById("panel").dataset.cell));
    focusPanel();
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("td > a, #panel a.close, #panel .after a[href^='?'], a.first");
    if (!link || !link.closest(".beside, .head")) return;
    event.preventDefault();
    if (link.classList.contains("close")) close(document.getElementById("panel"));
    else open(link.href);
  });
  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("panel");
    if (event.key !== "Escape" || !panel) return;
    event.preventDefault();
    close(panel);
  });
  window.addEventListener("popstate", () => window.location.reload());

  const letters = document.getElementById("letters");
  if (letters) {
    const box = letters.querySelector("input");
    letters.hidden = false;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
  }

  // One stop for Tab; thousands of links get it after the table was drawn.
  const begin = () => {
    for (const cell of body.querySelectorAll("td:not(.n)")) targetOf(cell).tabIndex = -1;
    for (const cell of body.querySelectorAll("td.review")) cell.setAttribute("aria-selected", "false");
    table.parentElement.removeAttribute("tabindex");
    table.setAttribute("role", "grid");
    const first = body.querySelector("td.on") || body.querySelector("td:not(.n)");
    if (first) settle(first);
    if (document.getElementById("panel") && window.location.hash === "#panel" && !document.getElementById("summary")) focusPanel();
  };
  requestAnimationFrame(() => setTimeout(begin, 0));
})();
