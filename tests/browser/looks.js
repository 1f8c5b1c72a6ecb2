// What the tests look for on a page. Each returns plain values; what is wrong is named by `said`.
window.looks = (() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const said = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const scrolls = (one) =>
    /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth;
  const stops = () =>
    all("a[href], button, input, select, textarea, summary, [tabindex='0'], *").filter(
      (one) =>
        shown(one) &&
        !one.disabled &&
        (one.matches("a[href], button, input, select, textarea, summary, [tabindex='0']") ||
          scrolls(one)),
    );

  const broken = async (where, asked) => {
    const found = await axe.run(where, { ...asked, resultTypes: ["violations"], preload: false });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary})`),
    );
  };
  // All that decides how well the text of an element is seen: its letters, and what is behind them.
  const manners = () => {
    const known = new Map();
    const behind = (one) => {
      if (!one) return [];
      if (!known.has(one)) {
        const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(one);
        const all = [backgroundColor, backgroundImage, opacity, filter];
        known.set(one, [...new Set([...all, ...behind(one.parentElement)])]);
      }
      return known.get(one);
    };
    return (one) => {
      const { color, fontSize, fontWeight } = getComputedStyle(one);
      return [color, fontSize, fontWeight, ...behind(one)].join(" ");
    };
  };
  // The page with a style that a reader has set.
  const restyle = (style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = style ? [sheet] : [];
  };
  const texts = () =>
    all("body *").filter(
      (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && shown(one),
    );

  return {
    // What breaks the rules of axe: those of some standards but contrast, or only some rules.
    axe: (standards) =>
      broken(document, {
        runOnly: { type: "tag", values: standards },
        rules: { "color-contrast": { enabled: false } },
      }),
    axe_only: (rules) => broken(document, { runOnly: { type: "rule", values: rules } }),

    // The same for contrast, of text in manners that have not been tried before; and these manners.
    contrast: async (tried) => {
      const known = new Set(tried);
      const manner = manners();
      const fresh = new Map(texts().map((one) => [manner(one), one]));
      for (const one of known) fresh.delete(one);
      const include = [...fresh.values()];
      const asked = { runOnly: { type: "rule", values: ["color-contrast"] } };
      return [[...fresh.keys()], include.length ? await broken({ include }, asked) : []];
    },

    // What reaches beyond the right edge, and text of which a part is cut off. On paper nothing
    // can be scrolled.
    unfit: (paper, style) => {
      restyle(style);
      const room = document.scrollingElement.clientWidth;
      const scrolled = (one) => {
        for (let up = one; up; up = up.parentElement) if (!paper && scrolls(up)) return true;
        return false;
      };
      const beyond = (one) => one.getBoundingClientRect().right > room + 1;
      const cut = (one) => {
        const { overflowX, overflowY } = getComputedStyle(one);
        const hides = paper ? /hidden|clip|auto|scroll/ : /hidden|clip/;
        return (
          one.clientWidth > 1 &&
          ((hides.test(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
            (hides.test(overflowY) && one.scrollHeight > one.clientHeight + 1))
        );
      };
      const sideways = document.scrollingElement.scrollWidth > room ? ["the page"] : [];
      const wrong = all("body *").filter(
        (one) => shown(one) && (cut(one) || (beyond(one) && !scrolled(one))),
      );
      restyle("");
      return [...sideways, ...wrong.map(said)];
    },

    // Addresses of all links, and names of all places that a link may lead to.
    links: () => all("a[href], link[href], [src]").map((one) => one.href || one.src),
    places: () => all("[id]").map((one) => one.id),

    // Where the keyboard has to come by, numbered in the order of the page.
    stops: () => {
      stops().forEach((one, number) => (one.dataset.stop = number));
      return stops().map(said);
    },

    // Where the keyboard is: its number, and what is wrong with how that is shown.
    stop: () => {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement)
        return [-1, []];
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      const place = one.getBoundingClientRect();
      const wrong = [];
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 1) wrong.push("is not marked");
      if (place.bottom <= 0 || place.top >= innerHeight || place.right <= 0)
        wrong.push("is out of sight");
      return [Number(one.dataset.stop ?? -1), wrong.map((what) => `${said(one)} ${what}`)];
    },

    words: () => document.body.innerText,
    words_but: (what) => {
      const copies = all(what);
      copies.forEach((one) => (one.hidden = true));
      const words = document.body.innerText;
      copies.forEach((one) => (one.hidden = false));
      return words;
    },
    moving: () =>
      all("*")
        .filter((one) => {
          const style = getComputedStyle(one);
          return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration);
        })
        .map(said),
  };
})();
