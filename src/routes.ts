/** Every URL of the site, spelt once. Paths carry the base path and end in a slash. */
import type { Level, Section } from './domain/notice.ts';

const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
const at = (path: string): string => base + path;

export const routes = {
  home: at(''),
  notice: at('notice/'),
  syllabus: at('syllabus/'),
  levels: at('levels/'),
  calendar: at('calendar/'),
  materials: at('materials/'),
  certificate: at('certificate/'),
  about: at('about/'),
  changes: at('changes/'),
  sources: at('sources/'),
  references: at('sources/reference/'),
  bank: at('bank/'),
  contributing: at('contributing/'),
  eligibility: at('eligibility/'),
  cases: at('eligibility/cases/'),
  coverage: at('eligibility/coverage/'),
  exam: at('exam/'),
  practice: at('practice/'),
  data: at('data/'),
  exchange: at('exchange/'),
  classroom: at('class/'),
  progress: at('progress/'),
  plan: at('plan/'),
  register: at('register/'),
  search: at('search/'),
  calculator: at('calculator/'),
  factors: at('calculator/factors/'),
  calendarFile: at('calendar.ics'),
} as const;

/** A page of one module of the syllabus, 1–4. */
export const moduleRoute = (module: string): string => at(`syllabus/${module}/`);
/** A page of one section of the syllabus. */
export const sectionRoute = (section: Section): string => at(`syllabus/${section}/`);
/** A page of one level. */
export const levelRoute = (level: Level): string => at(`levels/${level}/`);
/** A clause of the notice at its permanent anchor, such as junior-1. */
export const clauseRoute = (id: string): string => `${routes.notice}#${id}`;
/** One calculator by its id; its address never changes. */
export const calculatorRoute = (id: string): string => at(`calculator/${id}/`);
/** A document in the register of sources. @param reference a treaty, standard or report: they have their own page */
export const sourceRoute = (doc: string, reference = false): string =>
  `${reference ? routes.references : routes.sources}#${doc}`;
/** Practice with the items that cite a document at once. */
export const documentRoute = (doc: string): string => `${routes.practice}#doc=${doc}`;
/** The calendar file of one sitting, named by its month: 2027-01. */
export const sittingFile = (month: string): string => at(`calendar/${month}.ics`);
/** The question bank of this build, by the hash of its content. */
export const bankRoute = (hash: string): string => at(`bank/${hash}.json`);
/** The checker opened with answers. @param fragment as encode() gives it */
export const answersRoute = (fragment: string): string => `${routes.eligibility}#${fragment}`;
/** The form with what the checker hands over. @param fragment as handOver() gives it */
export const registerRoute = (fragment: string): string => `${routes.register}#${fragment}`;
/** A file that the build writes or public/ holds. */
export const asset = (path: string): string => at(path);
/** Practice with sections chosen beforehand. */
export const practiceRoute = (chosen: readonly Section[]): string =>
  `${routes.practice}#sections=${chosen.join(',')}`;
/** Practice with these items, as a paper's missed ones. @param items ids */
export const itemsRoute = (items: readonly string[]): string => `${routes.practice}#items=${items.join(',')}`;
/** Practice with 错题本 at once. */
export const mistakesRoute = `${routes.practice}#mistakes`;
/** Practice with what is due by spaced repetition at once. */
export const dueRoute = `${routes.practice}#due`;
/** Practice with 收藏 at once. */
export const starsRoute = `${routes.practice}#stars`;
/** The exam with a 卷号 filled in, for a friend. */
export const paperRoute = (number: string): string => `${routes.exam}#paper=${number}`;
/** A paper to print: itself, its answer sheet, or its key. @param number 卷号, or none yet */
export const printRoute = (number?: string): string =>
  at('exam/print/') + (number === undefined ? '' : `#paper=${number}`);
/** Typing in the marks of a paper done by hand. @param number 卷号, or none yet */
export const byHandRoute = (number?: string): string =>
  at('exam/by-hand/') + (number === undefined ? '' : `#paper=${number}`);
