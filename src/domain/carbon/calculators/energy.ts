/** Purchased electricity and heat. */
import { fixed, near, type Calculator, type Factor, type PickOption } from '../calculator.ts';
import {
  electricity,
  electricityMarketBased,
  feedWaterEnthalpy,
  hotWaterHeat,
  purchasedHeat,
  steamHeat,
} from '../energy.ts';
import { at, choice, figure, pick, step } from './parts.ts';

const rounding = '中间结果不取舍，排放量四舍五入保留 2 位小数。';

/** Area of a grid factor: what stands before 电力 or 全国电网 in its name. */
const area = (name: string): string => /^(全国|[\p{Script=Han}]{2,3}?)(?=电力|电网)/u.exec(name)?.[1] ?? name;

/** @param factors content/factors.yaml: the grid factors are listed as they stand there, the latest year first */
export function purchasedElectricity(factors: readonly Factor[]): Calculator {
  const grid = factors.filter(({ id }) => id.startsWith('grid-'));
  const years = [...new Set(grid.flatMap(({ id }) => /^grid-(\d{4})-[a-z]+$/.exec(id)?.[1] ?? []))]
    .filter((year) => year > '2020')
    .sort()
    .reverse();
  const standing = (year: string): string =>
    `${year} 年数据${year === years[0] ? '（收录的最新一期）' : '（旧，已有更新的一期）'}`;
  const options = (of: readonly Factor[], label: (one: Factor) => string): readonly PickOption[] =>
    of.map((one) => ({ id: one.id.slice(5), label: label(one), fills: { ef: one.id } }));
  const groups = [
    ...years.map((year) => ({
      label: standing(year),
      when: at('method', 'location'),
      options: options(
        grid.filter(({ id }) => id.startsWith(`grid-${year}-`) && !/-(residual|fossil|reporting)$/.test(id)),
        (one) => `${area(one.name)} ${one.value}（${year} 年）`,
      ),
    })),
    {
      label: '地方口径（只用于当地试点核算）',
      when: at('method', 'location'),
      options: options(
        grid.filter(({ id }) => id.startsWith('grid-local-')),
        (one) => `${area(one.name)} ${one.value}`,
      ),
    },
    {
      label: '不包括市场化交易的非化石能源电量',
      when: at('method', 'market'),
      options: options(
        grid.filter(({ id }) => id.endsWith('-residual')).reverse(),
        (one) => `全国 ${one.value}（${standing(one.id.slice(5, 9))}）`,
      ),
    },
    {
      label: '发电企业报告口径（旧，2022 年度及以前）',
      when: at('method', 'reporting'),
      options: options(
        grid.filter(({ id }) => /reporting$|-report\d{4}-/.test(id)).reverse(),
        (one) => `${one.value}（${one.scope.split('；').at(-1) ?? ''}）`,
      ),
    },
  ];
  return {
    id: 'electricity',
    group: '外购电力和热力',
    title: '外购电力排放',
    lead: '企业或组织外购电力的间接排放：先定用途和口径，再选哪一年的因子。',
    formula: {
      words: '排放量＝购入使用电量×电力排放因子；市场法下有绿电、绿证的电量按 0 计',
      symbols: 'E＝AD×EF；市场法：E＝(AD−AD绿)×EF',
    },
    fields: [
      choice('method', '用途和方法', [
        { id: 'location', label: '组织核算，位置法（平均因子）' },
        { id: 'market', label: '组织核算，市场法（扣绿电、绿证）' },
        { id: 'reporting', label: '发电企业报告（2022 年度及以前）' },
      ]),
      figure('mwh', '购入使用电量', 'AD', 'MWh', 1e9, { hint: '1 MWh＝1,000 kWh' }),
      figure('green', '其中有绿电或绿证的电量', 'AD绿', 'MWh', 1e9, {
        optional: true,
        when: at('method', 'market'),
      }),
      pick('factor', '电力排放因子取自', '自己填', groups),
      figure('ef', '电力排放因子', 'EF', 'tCO2/MWh', 2, { hint: '与 kgCO2/kWh 数值相同' }),
    ],
    scope: '组织或地区核算外购电力；因子按数据年份和口径区分，年份、口径、用途三样都要对上。',
    rounding,
    cautions: [
      '0.5568、0.5366、0.5306 分别是 2021、2022、2023 年的全国平均因子；0.5703 是发电企业 2022 年度报告用的另一套，不可互换。',
      '发电行业配额自 2023 年度起不含购入电力的间接排放。',
      '产品碳足迹要用电力碳足迹因子（kgCO2e/kWh），见产品碳足迹计算器。',
    ],
    facts: [
      'M-149',
      'M-185',
      'M-186',
      'M-187',
      'M-188',
      'M-190',
      'M-195',
      'M-201',
      'M-202',
      'M-203',
      'M-207',
      'P-198',
    ],
    sections: ['2-3', '1-3'],
    practises: ['electricity', 'electricityMarketBased'],
    examples: [
      {
        id: 'W-07',
        label: '位置法，全国平均因子',
        typed: { method: 'location', mwh: '48000', factor: '2023-cn', ef: '0.5306' },
      },
      {
        id: 'W-07',
        label: '位置法，山东省级因子',
        typed: { method: 'location', mwh: '48000', factor: '2023-shandong', ef: '0.6191' },
      },
      {
        id: 'W-07',
        label: '市场法，绿电 12,000 MWh',
        typed: { method: 'market', mwh: '48000', green: '12000', factor: '2023-cn-residual', ef: '0.6096' },
      },
    ],
    check: ({ n }): Record<string, string> =>
      n('green') > n('mwh') ? { green: '绿电、绿证的电量不能多于购入使用电量。' } : {},
    work: ({ n, t, c }) => {
      const market = c('method') === 'market';
      const value = fixed(
        market ? electricityMarketBased(n('mwh'), n('green'), n('ef')) : electricity(n('mwh'), n('ef')),
        2,
      );
      return {
        steps: [
          step(
            '排放量',
            market ? '(AD−AD绿)×EF' : 'AD×EF',
            market ? `(${t('mwh')}−${t('green')})×${t('ef')}` : `${t('mwh')}×${t('ef')}`,
            value,
            'tCO2',
          ),
        ],
        results: [{ label: '外购电力排放量', value, unit: 'tCO2' }],
        notes: market ? ['GHG Protocol 要求在有合同工具可用的市场同时报告位置法和市场法两个数。'] : [],
      };
    },
  };
}

export const heat: Calculator = {
  id: 'heat',
  group: '外购电力和热力',
  title: '外购热力排放',
  lead: '外购蒸汽、热水先折成热量，再乘热力排放因子。',
  formula: {
    words:
      '排放量＝外购热量×热力排放因子；蒸汽热量＝质量×(焓−83.74)÷1000，热水热量＝质量×(水温−20)×4.1868÷1000',
    symbols: 'E＝AD×EF；AD蒸汽＝Ma×(Enst−83.74)×10⁻³；AD热水＝Maw×(Tw−20)×4.1868×10⁻³',
  },
  fields: [
    choice('form', '外购的是', [
      { id: 'steam', label: '蒸汽' },
      { id: 'water', label: '热水' },
      { id: 'heat', label: '已知热量' },
    ]),
    figure('m', '质量', 'M', 't', 1e9, { when: at('form', 'steam', 'water') }),
    figure('h', '蒸汽的焓', 'Enst', 'kJ/kg', 5000, {
      positive: true,
      hint: '按蒸汽的温度、压力查表',
      when: at('form', 'steam'),
    }),
    figure('tw', '热水温度', 'Tw', '℃', 300, { positive: true, when: at('form', 'water') }),
    figure('ad', '外购热量', 'AD', 'GJ', 1e10, { when: at('form', 'heat') }),
    pick('factor', '热力排放因子取自', '供热单位提供的值，自己填', [
      {
        label: '24 个行业指南',
        options: [
          {
            id: 'default',
            label: '缺省值 0.11（供热单位不能提供时）',
            fills: { ef: 'process-heat-default' },
          },
        ],
      },
    ]),
    figure('ef', '热力排放因子', 'EF', 'tCO2/GJ', 1),
  ],
  scope: '24 个行业企业核算指南（2013—2015 版）的折算式和缺省因子；83.74 kJ/kg 是 20 ℃ 给水的焓。',
  rounding,
  cautions: ['供热单位提供了因子，就用它的；0.11 只在供热单位不能提供时用。'],
  facts: ['M-149', 'M-150', 'M-151'],
  sections: ['2-3'],
  practises: ['purchasedHeat', 'steamHeat', 'hotWaterHeat'],
  examples: [
    {
      id: 'W-08',
      label: '蒸汽 6 万吨',
      typed: { form: 'steam', m: '60000', h: '2874.2', factor: 'default', ef: '0.11' },
    },
  ],
  check: ({ c, n }): Record<string, string> => {
    if (c('form') === 'steam' && n('h') <= feedWaterEnthalpy)
      return { h: '蒸汽的焓要大于给水的 83.74 kJ/kg。' };
    return c('form') === 'water' && n('tw') <= 20 ? { tw: '热水温度要高于 20 ℃。' } : {};
  },
  work: ({ n, t, c }) => {
    const form = c('form');
    const ad =
      form === 'steam'
        ? steamHeat(n('m'), n('h'))
        : form === 'water'
          ? hotWaterHeat(n('m'), n('tw'))
          : n('ad');
    const value = fixed(purchasedHeat(ad, n('ef')), 2);
    const folded =
      form === 'heat'
        ? []
        : [
            step(
              form === 'steam' ? '蒸汽热量' : '热水热量',
              form === 'steam' ? 'Ma×(Enst−83.74)×10⁻³' : 'Maw×(Tw−20)×4.1868×10⁻³',
              form === 'steam' ? `${t('m')}×(${t('h')}−83.74)×10⁻³` : `${t('m')}×(${t('tw')}−20)×4.1868×10⁻³`,
              near(ad),
              'GJ',
            ),
          ];
    return {
      steps: [...folded, step('排放量', 'AD×EF', `${near(ad)}×${t('ef')}`, value, 'tCO2')],
      results: [
        { label: '外购热力排放量', value, unit: 'tCO2' },
        { label: '外购热量', value: fixed(ad, 2), unit: 'GJ' },
      ],
      notes: [],
    };
  },
};
