/* What the fragment of an address names, for the scripts below: its id, decoded, without the directive of a text
   fragment (`:~:text=…`). One that is not well encoded, as a cut-off link has it, names nothing. */
(function () {
  "use strict";
  window.edition.fragment = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1).split(":~:")[0]);
    } catch {
      return "";
    }
  };
})();
