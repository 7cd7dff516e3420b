/** What the exam room says: modes, limits, problems. */
import type { Factor, Mode, Sheet } from '../../domain/exam/attempt.ts';
import { difficultyNames, typeNames, type Cell } from '../../domain/exam/blueprint.ts';
import type { PaperProblem } from '../../domain/exam/paper.ts';

export const modeNames = { strict: '仿真考试', practice: '可暂停' } as const satisfies Record<Mode, string>;

/** How a paper was sat. */
export const sayKind = (sheet: Sheet): string => (sheet.byHand ? '手工录入' : modeNames[sheet.mode]);

/** 1 倍（120 分钟） */
export const sayFactor = (factor: Factor, minutes: number): string =>
  factor === 'none' ? '不限时' : `${factor} 倍（${Math.round(minutes * factor)} 分钟）`;

// Made once: making one costs more than using it.
const time = new Intl.DateTimeFormat('zh-CN', {
  hour12: false,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const moment = new Intl.DateTimeFormat('zh-CN', {
  hour12: false,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** 09:00:07 */
export const sayTime = (at: number): string => time.format(at);
/** 2027/1/16 09:00 */
export const sayMoment = (at: number): string => moment.format(at);

/** 1/16 */
export const sayDay = (at: number): string => `${new Date(at).getMonth() + 1}/${new Date(at).getDate()}`;

const sayCell = ({ sections, type, difficulty, count }: Cell): string =>
  `${sections.join('、')} 的${typeNames[type]}（${difficultyNames[difficulty]}）要 ${count} 道`;

/** Why a paper cannot be set, and what to do. */
export function sayProblem(problem: PaperProblem): string {
  switch (problem.kind) {
    case 'length':
      return `卷号有 12 个字符（连字符不算），这里是 ${problem.found} 个。请核对有没有漏字或多字。`;
    case 'character':
      return `卷号里没有“${problem.character}”这个字符。卷号只用数字和字母，请核对。`;
    case 'mistyped':
      return '这个卷号对不上校验码，多半是抄错了一个字符。请对照原卷号逐个核对。';
    case 'unknown-blueprint':
      return `卷号开头的“${problem.blueprint}”不是本站现有的卷型，可能来自旧版本。请清空卷号，另抽一份。`;
    case 'changed-bank':
      return '题库或卷型在这个卷号产生之后改过，不能原样重出这份试卷。请清空卷号，另抽一份同级别的。';
    case 'short-cell':
      return `题库不够组卷：${sayCell(problem.cell)}，只有 ${problem.supply} 道。`;
    case 'enemies':
      return `试了 ${problem.tries} 次都避不开互相提示答案的题目，这份试卷组不成。请换一个卷号。`;
    default:
      return problem satisfies never;
  }
}
