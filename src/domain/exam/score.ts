/** Marks: integers of 1/100 point, one pure function from item, response and rule to points, maximum and reason. */
import type { Section } from '../notice.ts';
import type { Cognitive, Difficulty, Item, ItemType } from './question.ts';

/** How an incomplete or wrong 多选 counts. The official rule is not published; the blueprint names the one used. */
export const rules = ['half-each', 'all', 'proportional', 'deduct'] as const;
export type Rule = (typeof rules)[number];

/** Each rule in a sentence, as shown beside every 多选. */
export const ruleTexts = {
  'half-each': '错选不得分；少选的，每个选对的选项得 0.5 分，不到满分',
  all: '全部选对才得分，错选、少选都不得分',
  proportional: '错选不得分；少选的，按选对的比例得分',
  deduct: '选对加分，选错扣分，扣到 0 分为止',
} as const satisfies Record<Rule, string>;

/** What somebody answered: ids of chosen options, or a text. Nothing chosen and an empty text count as no answer. */
export type Response =
  | { readonly kind: 'choice'; readonly chosen: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

/** blank 未作答 · right · wrong 错选 · partial 少选 · unmarked: awaits the own mark · marked: by oneself · gone: no longer in the bank */
export type Reason = 'blank' | 'right' | 'wrong' | 'partial' | 'unmarked' | 'marked' | 'gone';

export const reasonNames = {
  blank: '未作答',
  right: '答对',
  wrong: '答错',
  partial: '少选',
  unmarked: '待自评',
  marked: '已自评',
  gone: '题目已撤下',
} as const satisfies Record<Reason, string>;

export interface Mark {
  /** 1/100 point, 0 … max */
  readonly points: number;
  /** 1/100 point */
  readonly max: number;
  readonly reason: Reason;
}

/** The writer's own marks of a short answer, one a line of the rubric, in whole points; null: not marked yet. */
export type Own = readonly (number | null)[];

/** One point in the unit of marks. */
export const point = 100;

/** Whether a response is no answer: none, nothing chosen, or nothing but blanks written. It gets 0 as 未作答. */
export const isBlank = (response: Response | undefined): boolean =>
  response === undefined ||
  (response.kind === 'choice' ? response.chosen.length === 0 : response.text.trim() === '');

/**
 * Marks one answer. An answer of the other kind (a text to a choice, a choice to a written question) brings nothing.
 * @param rule for 多选; a 单选 is right or wrong under all of them
 * @param points whole points of the question on its paper
 * @param own for a short answer: counts once every line of the rubric has its points; more than a line has counts as full
 */
export function mark(
  item: Item,
  response: Response | undefined,
  rule: Rule,
  points: number,
  own?: Own,
): Mark {
  const max = points * point;
  if (response === undefined || isBlank(response)) return { points: 0, max, reason: 'blank' };
  if (item.type === 'short') {
    const given = item.rubric.map((_, place) => own?.[place] ?? undefined).filter((one) => one !== undefined);
    if (response.kind !== 'text' || given.length < item.rubric.length)
      return { points: 0, max, reason: 'unmarked' };
    const lines = item.rubric.map((line, place) =>
      Math.min(line.points, Math.max(0, Math.trunc(given[place] ?? 0))),
    );
    const sum = lines.reduce((total, one) => total + one, 0);
    return { points: Math.min(max, sum * point), max, reason: 'marked' };
  }
  if (response.kind !== 'choice') return { points: 0, max, reason: 'blank' };
  return markChoice(item.key, new Set(response.chosen), item.type === 'single' ? 'all' : rule, max);
}

function markChoice(key: readonly string[], chosen: ReadonlySet<string>, rule: Rule, max: number): Mark {
  const right = key.filter((id) => chosen.has(id)).length;
  const wrong = chosen.size - right;
  const complete = right === key.length;
  const give = (points: number): Mark => ({
    points,
    max,
    reason: wrong > 0 ? 'wrong' : complete ? 'right' : 'partial',
  });
  switch (rule) {
    case 'all':
      return give(complete && wrong === 0 ? max : 0);
    case 'half-each':
      if (wrong > 0) return give(0);
      // Four of five would reach the full two points: an incomplete answer stays half a point below them.
      return give(complete ? max : Math.min(right * (point / 2), max - point / 2));
    case 'proportional':
      return give(wrong > 0 ? 0 : Math.floor((max * right) / key.length));
    case 'deduct':
      return give(Math.max(0, Math.floor((max * (right - wrong)) / key.length)));
    default:
      return rule satisfies never;
  }
}

/** One question of a sat paper with all that is needed to mark it. */
export interface Answered {
  readonly item: Item | undefined;
  readonly type: ItemType;
  /** Whole points. */
  readonly points: number;
  readonly response: Response | undefined;
  readonly own?: Own;
}

export interface Tally {
  /** 1/100 point */
  readonly points: number;
  readonly max: number;
  /** Of max: what short answers written and not marked yet could still bring. */
  readonly open: number;
  readonly count: number;
  readonly right: number;
}

export interface Score {
  /** One a question, in the paper's order. */
  readonly marks: readonly Mark[];
  readonly objective: Tally;
  /** Short answers, by the visitor's own marks. */
  readonly own: Tally;
  /** Short answers written and not yet marked, or not in every line. */
  readonly unmarked: number;
  /** 1/100 point that those could still bring. */
  readonly reachable: number;
  /** 1/100 point */
  readonly total: number;
  readonly max: number;
  /** What the strictest and the default rule would give: the official rule is not published. */
  readonly band: readonly [low: number, high: number];
  readonly bySection: ReadonlyMap<Section, Tally>;
  readonly byDifficulty: ReadonlyMap<Difficulty, Tally>;
  readonly byCognitive: ReadonlyMap<Cognitive, Tally>;
  readonly verdict: Verdict;
}

/**
 * objective: passed by the objective part alone · with-own: passed only with the own marks
 * open: not yet, but short answers are still unmarked and could reach it · failed
 */
export type Verdict = 'objective' | 'with-own' | 'open' | 'failed';

const empty: Tally = { points: 0, max: 0, open: 0, count: 0, right: 0 };
const add = (tally: Tally, { points, max, reason }: Mark): Tally => ({
  points: tally.points + points,
  max: tally.max + max,
  open: tally.open + (reason === 'unmarked' ? max : 0),
  count: tally.count + 1,
  right: tally.right + (points === max ? 1 : 0),
});

/**
 * Marks a paper: the parts, the band, and the same points by section, difficulty and cognitive level.
 * @param answered in the paper's order @param rule for its 多选 @param pass whole points needed; reached counts as passed
 */
export function score(answered: readonly Answered[], rule: Rule, pass: number): Score {
  const by = (one: Rule): readonly Mark[] =>
    answered.map(({ item, points, response, own }) =>
      item ? mark(item, response, one, points, own) : { points: 0, max: points * point, reason: 'gone' },
    );
  const marks = by(rule);
  const sum = (list: readonly Mark[]): number => list.reduce((total, one) => total + one.points, 0);
  let [objective, own] = [empty, empty];
  const bySection = new Map<Section, Tally>();
  const byDifficulty = new Map<Difficulty, Tally>();
  const byCognitive = new Map<Cognitive, Tally>();
  let unmarked = 0;
  let reachable = 0;
  answered.forEach(({ item, type }, place) => {
    const one = marks[place];
    if (!one) return;
    if (type === 'short') own = add(own, one);
    else objective = add(objective, one);
    if (one.reason === 'unmarked') {
      unmarked += 1;
      reachable += one.max;
    }
    if (!item) return;
    bySection.set(item.section, add(bySection.get(item.section) ?? empty, one));
    byDifficulty.set(item.difficulty, add(byDifficulty.get(item.difficulty) ?? empty, one));
    byCognitive.set(item.cognitive, add(byCognitive.get(item.cognitive) ?? empty, one));
  });
  const total = objective.points + own.points;
  const need = pass * point;
  const verdict: Verdict =
    objective.points >= need
      ? 'objective'
      : total >= need
        ? 'with-own'
        : total + reachable >= need && unmarked > 0
          ? 'open'
          : 'failed';
  return {
    marks,
    objective,
    own,
    unmarked,
    total,
    max: objective.max + own.max,
    band: [sum(by('all')), sum(by('half-each'))],
    bySection,
    byDifficulty,
    byCognitive,
    reachable,
    verdict,
  };
}

/** 1/100 points as said: 5850 → 58.5 */
export const sayPoints = (points: number): string => String(points / point);

/** Ids chosen, if the answer is a choice. */
export const chosenIn = (response: Response | undefined): readonly string[] =>
  response?.kind === 'choice' ? response.chosen : [];

/** The text, if the answer is one. */
export const textIn = (response: Response | undefined): string =>
  response?.kind === 'text' ? response.text : '';

/** The choice after an option was picked: alone in 单选, put in or taken out in 多选 (in the order of the ids). */
export function pickedNow(
  type: 'single' | 'multiple',
  chosen: readonly string[],
  id: string,
): readonly string[] {
  if (type === 'single') return [id];
  return chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].sort();
}

/** Length of a Chinese answer in characters, blanks not counted. */
export const lengthOf = (text: string): number => Array.from(text.replaceAll(/\s/g, '')).length;
