/** The notice's conditions (part 四) as data, read from the notice itself so that its words stand in one place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { levelNames, levels } from '../domain/notice.ts';
import type { Clause } from '../domain/registration/form.ts';

const files = { junior: '09-junior', intermediate: '10-intermediate', senior: '11-senior' } as const;

/** All conditions in the notice's order: junior-1 … senior-7. @throws Error where the notice holds none for a level */
export function clauses(): readonly Clause[] {
  return levels.flatMap((level) => {
    const file = path.resolve('content/notice', `${files[level]}.mdx`);
    const found = [
      ...readFileSync(file, 'utf8').matchAll(
        /<Clause id="([a-z]+-\d+)" n="(\(\d+\))[^"]*">([^<]+)<\/Clause>/g,
      ),
    ];
    if (found.length === 0) throw new Error(`${file}: no clause`);
    return found.map(([, id = '', number = '', text = '']) => ({
      id,
      level,
      label: `${levelNames[level].short} ${number}`,
      text: text.trim(),
    }));
  });
}
