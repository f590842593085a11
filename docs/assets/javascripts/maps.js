/*
 * Pan and zoom for argument maps: buttons, and dragging with the pointer. Without this script a map scrolls, and every
 * box is a link all the same.
 */
(function () {
  "use strict";
  const { button, make } = window.edition;
  const LEAST = 0.4;
  const MOST = 2.5;

  for (const view of document.querySelectorAll(".map-view")) {
    const map = view.querySelector("svg");
    const width = Number(map.getAttribute("width"));
    let scale = 1;

    function zoom(to) {
      const before = scale;
      scale = Math.min(MOST, Math.max(LEAST, to));
      map.style.width = `${Math.round(width * scale)}px`;
      view.classList.toggle("framed", width * scale > view.clientWidth);
      // What stood in the middle stays there.
      view.scrollLeft = (view.scrollLeft + view.clientWidth / 2) * (scale / before) - view.clientWidth / 2;
      view.scrollTop = (view.scrollTop + view.clientHeight / 2) * (scale / before) - view.clientHeight / 2;
    }
    const fit = () => zoom(Math.min(1, (view.clientWidth - 2) / width));

    const tools = make("div", "map-tools");
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Zoom of the map");
    for (const [label, name, act] of [
      ["−", "Smaller", () => zoom(scale / 1.2)],
      ["+", "Larger", () => zoom(scale * 1.2)],
      ["Fit", "Fit the width", fit],
      ["Full", "Full size", () => zoom(1)],
    ]) {
      const made = button(label, act);
      made.setAttribute("aria-label", name);
      tools.append(made);
    }
    view.before(tools);
    // A little smaller rather than a scroll bar; much smaller would not be legible.
    if (width > view.clientWidth && (view.clientWidth - 2) / width > 0.8) fit();
    else zoom(1);

    let from = null;
    let moved = false;
    view.addEventListener("pointerdown", (event) => {
      moved = false; // a press that begins no drag must not swallow its click
      if (event.button === 0 && event.pointerType === "mouse") {
        from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
      }
    });
    view.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!moved && Math.hypot(dx, dy) < 6) return;
      if (!moved) {
        moved = true;
        view.classList.add("panning");
        view.setPointerCapture(event.pointerId);
      }
      view.scrollLeft = from.left - dx;
      view.scrollTop = from.top - dy;
    });
    const drop = () => {
      from = null;
      view.classList.remove("panning");
    };
    view.addEventListener("pointerup", drop);
    view.addEventListener("pointercancel", drop);
    view.addEventListener("dragstart", (event) => event.preventDefault()); // links would be dragged off
    view.addEventListener("click", (event) => moved && event.preventDefault(), true);
  }

  /* A box that is pointed at from a text is brought into the middle of its frame. */
  function arrive() {
    const node = location.hash.startsWith("#map-") && document.getElementById(window.edition.fragment(location.hash));
    const view = node && node.closest(".map-view");
    if (!view) return;
    const [box, frame] = [node.getBoundingClientRect(), view.getBoundingClientRect()];
    view.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    view.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
    node.scrollIntoView({ block: "center", inline: "nearest" });
    node.focus({ preventScroll: true });
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
