"use strict";
(() => {
  const panel = document.getElementById("panel");
  const found = document.getElementById("panel-findings");

  const unfold = (element) => {
    for (let each = element; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
  };

  const goTo = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    unfold(target);
    target.scrollIntoView({ block: "center" });
    target.classList.add("lit");
    setTimeout(() => target.classList.remove("lit"), 2000);
  };

  const close = () => {
    panel.hidden = true;
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
  };

  const show = (link) => {
    close();
    link.parentElement.classList.add("chosen");
    document.getElementById("panel-number").textContent = link.textContent;
    document.getElementById("panel-state").textContent = link.dataset.state;
    document.getElementById("panel-label").textContent = link.dataset.label;
    document.getElementById("panel-reason").textContent = link.dataset.reason;
    found.replaceChildren();
    const ids = link.dataset.findings.split(" ").filter(Boolean);
    for (const id of ids) {
      const source = document.getElementById(id);
      if (!source) continue;
      const copy = document.createElement("a");
      copy.href = "#" + id;
      copy.className = "entry";
      copy.append(source.querySelector(".chip").cloneNode(true));
      for (const part of [source.querySelector("h4, .said"), source.querySelector(".formula")]) {
        if (!part) continue;
        const line = document.createElement("span");
        line.className = part.className;
        line.textContent = part.textContent;
        copy.append(line);
      }
      found.append(copy);
    }
    if (!ids.length && !link.dataset.reason) found.textContent = found.dataset.none;
    panel.hidden = false;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if ("findings" in link.dataset) {
      event.preventDefault();
      show(link);
    } else {
      unfold(document.getElementById(link.getAttribute("href").slice(1)));
      if (panel.contains(link)) {
        event.preventDefault();
        goTo(link.getAttribute("href").slice(1));
      }
    }
  });
  document.getElementById("panel-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  if (location.hash) goTo(location.hash.slice(1));
})();
