/**
 * Counts the seconds until something can be done again. Its own text says when and stays without us; with us it is `data-text` with the
 * time left for `{time}`, and `data-done` at the end, which is read out once.
 */
export class KabinetCountdown extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | null = null;

  connectedCallback(): void {
    const { seconds, text = '', done = '' } = this.dataset;
    if (this.#timer !== null || !(Number(seconds) > 0)) return;
    const end = performance.now() + Number(seconds) * 1000;
    const seen = document.createElement('span');
    const heard = document.createElement('span');
    heard.setAttribute('role', 'status');
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      if (left > 0) {
        seen.textContent = text.replace('{time}', `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`);
        return;
      }
      this.#stop();
      seen.remove();
      heard.textContent = done;
    };
    tick();
    this.replaceChildren(seen, heard);
    this.#timer = setInterval(tick, 1000);
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
