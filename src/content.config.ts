/** Front desk: collection → folder → schema. */
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** The notice, part by part in the order of the file names. */
const notice = defineCollection({
  loader: glob({ base: './content/notice', pattern: '*.mdx' }),
  schema: z.strictObject({
    /** The part's name: its anchor on the page of the whole notice. */
    part: z.string(),
    /** The part's heading, in the notice's words. */
    title: z.string(),
    /** The heading above it that the notice prints once for several parts. */
    under: z.string().optional(),
  }),
});

/** The sixteen sections: study notes of our own, every statement with its facts. */
const syllabus = defineCollection({
  loader: glob({ base: './content/syllabus', pattern: '*.mdx' }),
  schema: z.strictObject({
    /** One sentence for search results and previews. */
    summary: z.string().max(120),
  }),
});

export const collections = { notice, syllabus };
