// The postcodes of an area come as a script, which hands them to boot.js. Without them the rules concerned are not run,
// and say so.
import { kept } from "./offline.js";
import * as trusted from "./trusted.js";

const AREA = /^[A-Z]{1,3}$/;

export class Areas {
  #give;
  #wanted = new Set(); // asked for and not there yet

  /**
   * @param {(area: string, base64: string|null) => void} give  hears of each area asked for; null where there is no
   * such area
   */
  constructor(give) {
    this.#give = give;
  }

  ask(area) {
    this.#wanted.add(area);
    if (AREA.test(area)) this.#addScript(area);
    else this.arrived(area, null);
  }

  arrived(area, base64) {
    if (this.#wanted.delete(area)) this.#give(area, base64);
  }

  forget() {
    this.#wanted.clear();
  }

  async #addScript(area) {
    await kept();
    const script = trusted.postcodeScript(area);
    script.onload = script.onerror = () => {
      script.remove();
      this.arrived(area, null); // nothing new if the script did its work
    };
    document.head.append(script);
  }
}
