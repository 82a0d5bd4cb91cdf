"use strict";

// Parts of a page that go on looking. Pages show the same without this file, as of when they were loaded.
(() => {
  const keyed = (node) => (node.nodeType === Node.ELEMENT_NODE && node.id ? node.id : null);

  const alike = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyed(one) === keyed(other);

  // What the reader did to the page is theirs: what they opened or typed stays.
  const theirs = (element, name) => name === "open" && element.nodeName === "DETAILS";

  const syncAttributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !theirs(old, name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value && !theirs(old, name)) old.setAttribute(name, value);
    }
  };

  // Makes `old` equal to `fresh`, and touches only what differs, so that focus, selection and scrolling stay where they are.
  const change = (old, fresh, arrived) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = fresh.nodeValue;
      return;
    }
    syncAttributes(old, fresh);
    // What a script of ours fills is its own matter.
    if (!old.matches("[data-due], [data-chart]")) changeChildren(old, fresh, arrived);
  };

  const changeChildren = (old, fresh, arrived) => {
    const byId = new Map([...old.children].filter(keyed).map((child) => [child.id, child]));
    const wanted = new Set([...fresh.children].filter(keyed).map((child) => child.id));
    let at = old.firstChild;
    for (const next of [...fresh.childNodes]) {
      while (at && keyed(at) && !wanted.has(at.id)) at = removed(at);
      const known = byId.get(keyed(next));
      if (known && known !== at && alike(known, next)) old.insertBefore(known, at);
      const candidate = known ?? (at && !keyed(at) ? at : null);
      if (candidate && alike(candidate, next)) {
        at = candidate.nextSibling;
        change(candidate, next, arrived);
      } else {
        old.insertBefore(next, at);
        arrived.push(next);
      }
    }
    while (at) at = removed(at);
  };

  const removed = (node) => {
    const next = node.nextSibling;
    node.remove();
    return next;
  };

  const asks = (element) => `${element.getAttribute("hx-get")} ${element.getAttribute("hx-trigger")}`;

  htmx.defineExtension("changes", {
    isInlineSwap: (style) => style === "changes",
    handleSwap: (style, target, fragment) => {
      if (style !== "changes") return false;
      const fresh = fragment.firstElementChild;
      const arrived = [];
      if (!fresh) return arrived;
      if (!alike(target, fresh)) {
        target.replaceWith(fresh);
        return [fresh];
      }
      const asked = asks(target);
      change(target, fresh, arrived);
      // It begins or ends to look by itself.
      if (asks(target) !== asked) htmx.process(target);
      for (const node of arrived) if (node.matches?.("[data-row]")) node.classList.add("arrived");
      tellDue();
      return arrived;
    },
  });

  // A page that nobody sees asks for nothing.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-live]")) event.preventDefault();
  });

  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const until = (seconds) => {
    const [length, unit] = units.find(([length]) => seconds >= length) ?? [1, "s"];
    return `in ${Math.floor(seconds / length)} ${unit}`;
  };

  function tellDue() {
    for (const element of document.querySelectorAll("[data-due]")) {
      const seconds = (Date.parse(element.dataset.due) - Date.now()) / 1000;
      const text = seconds > 0 ? until(Math.ceil(seconds)) : "now";
      if (element.textContent !== text) element.textContent = text;
    }
  }
  tellDue();
  setInterval(tellDue, 1000);
})();
