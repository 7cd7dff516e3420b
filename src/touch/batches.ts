/** What the organiser has announced, as the build wrote it into the page for the browser to compute with. */
import type { Batch } from '../domain/calendar.ts';

/** @param place the element that carries data-batches, written by our own build into the same page */
export const batchesAt = (place: HTMLElement): readonly Batch[] =>
  JSON.parse(place.dataset['batches'] ?? '[]') as readonly Batch[];
