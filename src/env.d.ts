declare namespace App {
  interface Locals {
    /** What the page's note cites, in the order of first mention. */
    references?: readonly import('./schema/register.ts').Reference[];
  }
}
