/** Bytes that have come and were not taken yet; cheap however small the pieces they come in. */
export class ByteQueue {
  #buffer = new Uint8Array(1_024);
  #start = 0;
  #end = 0;

  /** A view, good until the next `push`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  push(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  take(length: number): void {
    this.#start += length;
  }

  #makeRoom(added: number): void {
    const kept = this.bytes;
    const needed = kept.length + added;
    const roomy = new Uint8Array(
      needed > this.#buffer.length / 2 ? needed * 2 : this.#buffer.length,
    );
    roomy.set(kept);
    this.#buffer = roomy;
    this.#start = 0;
    this.#end = kept.length;
  }
}
