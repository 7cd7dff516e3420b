/** What the progress page says of chances and days. */
import { daysBetween, parts, type PlainDate } from '../../domain/calendar.ts';
import { typeNames, partOrder } from '../../domain/exam/blueprint.ts';
import type { Chance } from '../../domain/learning/pass.ts';

/** 0.625 → 63%; what is not certain is never said to be. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '不到 1%';
  if (share < 1 && share > 0.995) return '99% 以上';
  return `${Math.round(share * 100)}%`;
}

/** 今天 · 明天 · 3 日 */
export function sayDay(day: PlainDate, today: PlainDate): string {
  const ahead = daysBetween(today, day);
  if (ahead === 0) return '今天';
  return ahead === 1 ? '明天' : `${parts(day).day} 日`;
}

/** The chance in a line, and what it means. */
export function sayChance(chance: Chance): { readonly head: string; readonly words: string } {
  if (chance.kind === 'too-few') {
    const lack = partOrder
      .filter((type) => chance.more[type] > 0)
      .map((type) => `${chance.more[type]} 道${typeNames[type]}`);
    return {
      head: '数据还不够，不作估计。',
      words: `这个级别的题做过 ${chance.n} 道；再做 ${lack.join('、')}，就能估了。`,
    };
  }
  const { mean, low, high, n, shorts } = chance;
  const [about, from, to] = [percent(mean), percent(low), percent(high)];
  const head =
    from === to
      ? `${about.startsWith('不到') ? '' : '约 '}${about}（依据 ${n} 道题）`
      : `约 ${about}（九成把握在 ${from} 到 ${to} 之间，依据 ${n} 道题）`;
  const far =
    low >= 0.8
      ? '把握很大：保持复习，考前再做一两份整卷。'
      : high <= 0.2
        ? '现在去考很难及格：先把下面答对比例低、占分多的几节学一遍。'
        : high - low > 0.5
          ? '还说不准：做过的题太少，或者各节差别大；多做几节没做过的，区间会变窄。'
          : mean >= 0.5
            ? '多半能过，但不稳：补上下面最弱的几节。'
            : '还差一些：先补下面最弱、占分多的几节。';
  const caution = shorts === 0 ? '简答题还没有自评过，30 分按完全没数来算，所以区间偏宽。' : '';
  return { head, words: far + caution };
}
