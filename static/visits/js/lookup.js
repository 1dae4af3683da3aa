// Suggestions under a field, after the ARIA combobox: what is typed is asked for, arrows choose,
// Enter and Tab take, Escape leaves what was typed. Without it the fields are plain ones.
(() => {
  const PAUSE = 120;
  let made = 0;

  function dress(box) {
    if (box.dataset.dressed) return;
    box.dataset.dressed = "yes";
    const input = box.querySelector("input:not([type=hidden], [type=radio])");
    const who = document.getElementById(box.dataset.who || "");
    const list = document.createElement("ul");
    list.className = "lookup__options";
    list.id = `lookup-${++made}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent.trim() || "");
    input.parentElement.insertAdjacentElement("afterend", list);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    })) input.setAttribute(name, value);

    let chosen = -1;
    let timer = 0;
    let asked = null;
    let wanted = "";

    const options = () => [...list.children];
    const close = () => {
      clearTimeout(timer);
      asked?.abort();
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (at) => {
      chosen = at;
      options().forEach((one, n) => {
        one.id = `${list.id}-${n}`;
        one.setAttribute("aria-selected", String(n === at));
      });
      if (at < 0) return;
      input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
      options()[at].scrollIntoView({ block: "nearest" });
    };
    const take = (one) => {
      input.value = one.dataset.value;
      if (who && one.dataset.who) who.value = one.dataset.who;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const ask = async () => {
      wanted = input.value.trim();
      if (!wanted) return close();
      asked?.abort();
      asked = new AbortController();
      try {
        const address = `${box.dataset.options}?q=${encodeURIComponent(wanted)}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (!answer.ok || answer.redirected || document.activeElement !== input) return;
        list.innerHTML = await answer.text();
      } catch {
        return;
      }
      if (!options().length) return close();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(0);
    };

    input.addEventListener("input", () => {
      if (who) who.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (list.hidden) {
        if (event.key === "ArrowDown" && input.value) ask();
        return;
      }
      const last = options().length - 1;
      if (event.key === "ArrowDown") mark(chosen < last ? chosen + 1 : 0);
      else if (event.key === "ArrowUp") mark(chosen > 0 ? chosen - 1 : last);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) take(options()[chosen]);
      else if (event.key === "Tab" && chosen >= 0) return take(options()[chosen]);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", close);
    // Before the field loses the focus.
    list.addEventListener("mousedown", (event) => {
      const one = event.target.closest("[role=option]");
      event.preventDefault();
      if (one) take(one);
    });
  }

  const all = () => document.querySelectorAll(".lookup").forEach(dress);
  document.body.addEventListener("htmx:afterSettle", all);
  all();
})();
