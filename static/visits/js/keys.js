// Keys of the calendar, and what htmx swaps would lose. Every page works without this file.
(() => {
  "use strict";
  const OFF = "visitbook-keys-off";
  const dialog = document.getElementById("keys");
  const letters = document.getElementById("keys-letters");
  let waiting = "";

  const stored = (write) => {
    try {
      if (write === undefined) return localStorage.getItem(OFF) === "1";
      if (write) localStorage.setItem(OFF, "1");
      else localStorage.removeItem(OFF);
    } catch {
      // A browser that keeps nothing has the keys on.
    }
    return false;
  };

  const isTyping = (target) =>
    target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], dialog") !== null;

  const follow = (selector) => {
    const found = document.querySelector(selector);
    if (!found) return false;
    if (found.matches("input")) {
      found.focus();
    } else {
      found.click();
      if (found.matches("summary")) found.focus();
    }
    return true;
  };

  const iso = (day) => day.toISOString().slice(0, 10);

  const moved = (link, key) => {
    const table = link.closest("[data-steps]");
    const day = new Date(`${link.dataset.day}T00:00:00Z`);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const upright = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (sideways) {
      day.setUTCDate(day.getUTCDate() + sideways);
    } else if (table.dataset.steps === "month") {
      const wanted = day.getUTCDate();
      day.setUTCDate(1);
      day.setUTCMonth(day.getUTCMonth() + upright + 1, 0);
      day.setUTCDate(Math.min(wanted, day.getUTCDate()));
    } else {
      day.setUTCDate(day.getUTCDate() + upright * Number(table.dataset.steps));
    }
    return day;
  };

  const move = (link, key) => {
    const there = iso(moved(link, key));
    const found = document.querySelector(`[data-steps] [data-day="${there}"]`);
    if (found) {
      found.focus();
      return;
    }
    waiting = there;
    if (!follow(there < link.dataset.day ? "a[rel=prev]" : "a[rel=next]")) waiting = "";
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const link = event.target.closest("[data-steps] a[data-day]");
    if (link && event.key.startsWith("Arrow")) {
      event.preventDefault();
      move(link, event.key);
      return;
    }
    if (stored() || isTyping(event.target)) return;
    if (event.key === "?") {
      dialog.showModal();
    } else {
      const selector = { "/": "#search-box", n: "a[rel=next]", p: "a[rel=prev]" }[event.key];
      const named = /^[a-z1-9]$/.test(event.key) ? `[data-key="${event.key}"]` : "";
      if (![selector, named].some((one) => one && follow(one))) return;
    }
    event.preventDefault();
  });

  for (const opener of document.querySelectorAll("[data-open-keys]")) {
    opener.closest("[hidden]").hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  letters.checked = !stored();
  letters.addEventListener("change", () => stored(!letters.checked));

  // A swap brings every disclosure closed: those that were open are opened again.
  let open = [];
  document.addEventListener("htmx:beforeSwap", () => {
    open = [...document.querySelectorAll("#calendar details[open]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of open) {
      const found = document.getElementById(id);
      if (found) found.open = true;
    }
    open = [];
    if (waiting) document.querySelector(`[data-day="${waiting}"]`)?.focus();
    waiting = "";
  });
})();
