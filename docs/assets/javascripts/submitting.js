/*
 * Shows the files that come of a contribution and leads with each to the forge's page for a new file, filled in; where
 * there is no forge, or the text is too long for an address, it is copied or downloaded. It sends nothing.
 */
(function () {
  "use strict";
  const { button, copy, data, make } = window.edition;
  const LONGEST = 7000; // characters of an address that forges still accept; a longer file is copied by hand

  /* The elements that show files. */
  function shown(files) {
    const steps = files.length > 1 ? [make("p", { className: "told", textContent: "Two files. Submit the first; then open the branch that the forge made and add the second to it." })] : [];
    return [...steps, ...files.flatMap(oneFile)];
  }

  function oneFile({ path, text, where, issue }) {
    const name = make("h3", {}, make("code", { textContent: path }));
    const shown = make("pre", { textContent: text, tabIndex: 0 });
    const copying = button(where ? "Copy the lines" : "Copy the file", async () => {
      await copy(text);
      copying.textContent = "Copied";
    });
    const buttons = make("p", { className: "buttons" }, copying);
    const told = make("p", { className: "told" });
    const { forge } = data;
    if (where) {
      told.textContent = where;
      if (forge) {
        buttons.prepend(outward("Open the file", forge.edit.replace("{path}", path)));
        if (forge.kind === "github") buttons.append(outward("Propose it in an issue", `${forge.issue}?${new URLSearchParams(issue)}`));
      }
    } else {
      const address = forge && newFile(forge, path, text);
      if (address) {
        buttons.prepend(outward("Submit", address));
        told.textContent = "Submit opens the forge's page for a new file, filled in. There, propose the file and create a pull request.";
      } else {
        told.textContent = !forge ? `This copy of the site knows no repository: save the file as ${path} in your copy of it.`
          : `The file is too long for an address. Copy it, press “New file”, and save it as ${path}.`;
        if (forge) buttons.append(outward("New file", `${forge.new}?${new URLSearchParams({ [forge.name]: path })}`));
        const link = make("a", { textContent: "Download", download: path.split("/").at(-1), href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })) });
        buttons.append(link);
      }
    }
    return [name, shown, told, buttons];
  }

  const outward = (label, href) => make("a", { className: "submit", textContent: label, href, target: "_blank", rel: "noopener" });

  /* The forge's page for a new file, filled in; nothing where the forge takes no text or the address grows too long. */
  function newFile(forge, path, text) {
    if (!forge.text) return "";
    const address = `${forge.new}?${forge.name}=${encodeURIComponent(path)}&${forge.text}=${encodeURIComponent(text)}`;
    return address.length <= LONGEST ? address : "";
  }

  window.edition.submitting = { shown };
})();
