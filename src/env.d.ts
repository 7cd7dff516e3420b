import type { Reference } from './schema/register.ts';

declare global {
  namespace App {
    interface Locals {
      /** What the page's note cites, in the order of first mention. */
      references?: readonly Reference[];
    }
  }
}
