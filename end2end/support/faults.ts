// What no test may cause unnoticed: an error in the console, an error in a script, an answer of 500 or more.
import { expect, type BrowserContext, type ConsoleMessage } from '@playwright/test';

export class Faults {
  private readonly found: string[] = [];
  private readonly allowed: RegExp[] = [];

  watch(context: BrowserContext, origin: string): void {
    context.on('console', (message) => this.hear(message));
    context.on('weberror', (error) => this.add(`${error.page()?.url()}: ${error.error().stack}`));
    context.on('response', (response) => {
      if (response.status() >= 500 && response.url().startsWith(origin)) {
        this.add(`${response.request().method()} ${response.url()} answered ${response.status()}`);
      }
    });
  }

  /** The browser itself reports pages that are not found; a test that asks for one says so. */
  expectNotFound(): void {
    this.allowed.push(/status of 404/);
  }

  /** What the address asks for cannot be shown, and the answer says so. */
  expectBadRequest(): void {
    this.allowed.push(/status of 400/);
  }

  /** What loads areas reports those it does not find. */
  expectGoneChunk(): void {
    this.allowed.push(/\.chunk: 404/);
  }

  /** The server goes away in this test. */
  expectLostConnection(): void {
    this.allowed.push(/net::ERR_/);
  }

  add(fault: string): void {
    this.found.push(fault);
  }

  check(): void {
    const serious = this.found.filter((fault) => !this.allowed.some((pattern) => pattern.test(fault)));
    expect(serious, 'faults while the test ran').toEqual([]);
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() === 'error') {
      this.add(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
    }
  }
}
