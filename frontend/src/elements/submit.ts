/** Submits its form as soon as it is shown, so that a link acts for people and not for those who only look at it. */
export class Submit extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("form")?.requestSubmit();
  }
}
