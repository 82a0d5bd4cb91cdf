"use strict";

// Pages work without this file; with it they are quicker to use.
(() => {
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const element = event.target instanceof Element ? event.target.closest(selector) : null;
      if (element) act(element, event);
    });

  // What is to be read first, such as the list of a form's errors.
  document.querySelector("[data-focus]")?.focus();

  // A notice belongs to the change before it: a reload is not to repeat it.
  if (document.querySelector("[data-notice]")) {
    const url = new URL(location.href);
    url.searchParams.delete("notice");
    history.replaceState(null, "", url);
  }

  // A page that shows something once: reloading leads on instead of sending the form again.
  const once = document.querySelector("[data-then]");
  if (once) history.replaceState(null, "", once.dataset.then);

  // Buttons that do nothing without this file.
  for (const button of document.querySelectorAll("button[data-copy], button[data-add-row]")) button.hidden = false;

  // The bytes that were sent, where what is shown is made readable.
  const exact = (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));

  on("click", "[data-copy]", async (button) => {
    const source = document.getElementById(button.dataset.copy);
    const said = button.querySelector("[data-said]") ?? button;
    try {
      await navigator.clipboard.writeText(button.dataset.exact ? exact(button.dataset.exact) : source.value);
      said.textContent = "Copied";
    } catch {
      // Without the permission, or without TLS on another host: the keyboard still can, where what is shown is what is meant.
      source.focus();
      source.select?.();
      said.textContent = source.select ? "Press Ctrl+C" : "Not permitted";
    }
    setTimeout(() => (said.textContent = "Copy"), 4000);
  });

  // Tabs (ARIA Authoring Practices): all panels are there without this file, one below the other.
  for (const tabs of document.querySelectorAll("[data-tabs]")) {
    const panels = [...tabs.querySelectorAll("[data-tab]")];
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", tabs.dataset.tabs);
    const buttons = panels.map((panel, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.id = `${panel.id}-tab`;
      button.textContent = panel.dataset.tab;
      button.setAttribute("role", "tab");
      button.setAttribute("aria-controls", panel.id);
      button.addEventListener("click", () => select(index));
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      panel.tabIndex = 0;
      panel.querySelector("[data-tab-title]")?.remove();
      return button;
    });
    const select = (chosen) =>
      buttons.forEach((button, index) => {
        button.setAttribute("aria-selected", String(index === chosen));
        button.tabIndex = index === chosen ? 0 : -1;
        panels[index].hidden = index !== chosen;
      });
    list.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const chosen = (to + buttons.length) % buttons.length;
      select(chosen);
      buttons[chosen].focus();
    });
    list.append(...buttons);
    tabs.prepend(list);
    select(0);
  }

  // Another row for a header: the last one is copied, empty.
  on("click", "[data-add-row]", (button) => {
    const rows = document.getElementById(button.dataset.addRow);
    const row = rows.lastElementChild.cloneNode(true);
    const number = rows.children.length + 1;
    for (const part of row.querySelectorAll("[id], [for]")) {
      for (const name of ["id", "for"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(/\d+$/, number));
      }
    }
    for (const input of row.querySelectorAll("input")) input.value = "";
    rows.append(row);
    row.querySelector("input").focus();
  });
})();
