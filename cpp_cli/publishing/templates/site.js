"use strict";
(function () {
  const form = document.querySelector("form.tools");
  const sections = Array.from(document.querySelectorAll("section.listed"));
  const cards = sections.flatMap((one) => Array.from(one.querySelectorAll("ul.cards > li")));
  if (!form || !cards.length) return;
  const status = form.querySelector("[role=status]");
  const find = form.querySelector("#find");
  const sort = form.querySelector("#sort");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = new Map(cards.map((card) => [card, plain(card.textContent)]));

  function narrow() {
    const words = plain(find.value).split(/\s+/).filter(Boolean);
    const wanted = Array.from(form.querySelectorAll("select[data-key]"))
      .filter((one) => one.value)
      .map((one) => one.dataset.key + ":" + one.value);
    let shown = 0;
    for (const card of cards) {
      const keys = card.dataset.keys.split(" ");
      const fits =
        wanted.every((key) => keys.includes(key)) &&
        words.every((word) => texts.get(card).includes(word));
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("ul.cards > li:not([hidden])");
    }
    status.textContent = status.dataset.words
      .replace("{count}", String(shown))
      .replace("{all}", String(cards.length))
      .replace("{sort}", sort ? sort.selectedOptions[0].textContent : "");
  }

  function order() {
    if (!sort) return;
    for (const list of document.querySelectorAll("section.listed ul.cards")) {
      const own = Array.from(list.children);
      const by = (card) => card.dataset[sort.value] || "";
      own.sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
      list.append(...own);
    }
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", narrow);
  form.addEventListener("change", () => { order(); narrow(); });
  form.addEventListener("reset", () => setTimeout(() => { order(); narrow(); find.focus(); }));
  form.hidden = false;
  narrow();
})();
