/*
 * Search from disk: browsers refuse Web Workers to pages opened as files, so there a hidden frame runs the
 * worker's script instead. Only what Material's search needs: one script, messages as `event.data`.
 */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = null;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "Search";
      this.frame.setAttribute("aria-hidden", "true");
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      // In a worker `postMessage` speaks to the page that made it.
      inside.postMessage = (data) => this.receive(data);
      inside.importScripts = (...urls) => urls.reduce((before, one) => before.then(() => this.run(one)), Promise.resolve());
      this.ready = this.run(new URL(url, location.href).href);
      this.ready.catch((error) => this.dispatchEvent(new ErrorEvent("error", { message: String(error) })));
    }

    run(url) {
      return new Promise((resolve, reject) => {
        const script = this.frame.contentDocument.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${url} could not be read`));
        this.frame.contentDocument.body.append(script);
      });
    }

    receive(data) {
      const event = new MessageEvent("message", { data });
      this.dispatchEvent(event);
      if (this.onmessage) this.onmessage(event);
    }

    postMessage(data) {
      const { contentWindow } = this.frame;
      this.ready.then(() => contentWindow.dispatchEvent(new contentWindow.MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.Worker = FrameWorker;
  window.IFrameWorker = FrameWorker; // by this name Material's worker knows that it runs in a frame
})();
