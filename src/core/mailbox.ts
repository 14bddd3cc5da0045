/** What happened, in order, for one who waits: nothing is lost when two things happen before the next look. */
export class Mailbox<Item> {
  readonly #items: Item[] = [];
  #hand: ((item: Item) => void) | undefined;

  put(item: Item): void {
    const hand = this.#hand;
    this.#hand = undefined;
    if (hand === undefined) this.#items.push(item);
    else hand(item);
  }

  /** Resolves with the oldest item, as soon as there is one. One taker at a time. */
  take(): Promise<Item> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((hand) => {
      this.#hand = hand;
    });
  }
}
