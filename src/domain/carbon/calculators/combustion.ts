/** Burning fuels: coal by its carbon, and any fuel by heat value and carbon per heat. */
import { fixed, near, type Calculator, type PickOption, type When } from '../calculator.ts';
import {
  asReceivedFromAirDried,
  asReceivedFromDry,
  combustion,
  combustionByCarbon,
  combustionByHeat,
  factorByHeat,
  heatOfFuel,
} from '../combustion.ts';
import { round } from '../number.ts';
import { at, choice, figure, percent, pick, step } from './parts.ts';

const years = [
  { id: 'until-2025', label: '2025 年度及以前' },
  { id: 'from-2026', label: '2026 年度及以后' },
] as const;
const late: When = at('year', 'from-2026');
const ended = (what: string): NonNullable<PickOption['not']> => ({
  ...late,
  why: `${what}只用于 2025 年度及以前；2026 年度起以更新后的指南为准，本站没有收录新值，请选“自己填”。`,
});
const rounding = '中间结果不取舍，排放量四舍五入保留 2 位小数。';

const oxidation = percent('of', '碳氧化率', 'OF');

export const coal: Calculator = {
  id: 'coal',
  group: '燃料燃烧',
  title: '燃煤排放（按元素碳）',
  lead: '有元素碳检测值的燃煤排放；空气干燥基、干燥基的检测值先换算成收到基。',
  formula: {
    words: '排放量＝燃煤消耗量×收到基元素碳含量×碳氧化率×44/12',
    symbols: 'E＝FC×Car×OF×44/12；Car＝Cad×(100−Mar)/(100−Mad)＝Cd×(100−Mar)/100',
  },
  fields: [
    choice('year', '核算年度', years),
    figure('fc', '燃煤消耗量', 'FC', 't', 1e9),
    choice('basis', '元素碳检测值是', [
      { id: 'ar', label: '收到基' },
      { id: 'ad', label: '空气干燥基' },
      { id: 'd', label: '干燥基' },
    ]),
    figure('car', '收到基元素碳含量', 'Car', 'tC/t', 1, { when: at('basis', 'ar') }),
    percent('cad', '空气干燥基元素碳含量', 'Cad', { when: at('basis', 'ad') }),
    percent('cd', '干燥基元素碳含量', 'Cd', { when: at('basis', 'd') }),
    figure('mar', '收到基水分（全水）', 'Mar', '%', 99, { when: at('basis', 'ad', 'd') }),
    figure('mad', '空气干燥基水分', 'Mad', '%', 99, { when: at('basis', 'ad') }),
    pick('default', '碳氧化率取自', '自己填', [
      {
        label: '发电设施指南（485号）',
        options: [
          {
            id: 'coal',
            label: '燃煤 99%（2025 年度及以前）',
            fills: { of: 'coal-of-coal' },
            not: ended('燃煤碳氧化率 99% '),
          },
        ],
      },
    ]),
    oxidation,
  ],
  scope: '《企业温室气体排放核算与报告指南 发电设施》（环办气候函〔2022〕485号），2025 年度及以前的口径。',
  rounding: `换算出的收到基元素碳保留 4 位小数，其余${rounding}`,
  cautions: [
    '发电设施指南 2026 年 6 月更新，自 2026 年度起适用；更新后的氧化率没有核实到，2026 年度起请按更新后的指南自己填，不要沿用 99%。',
  ],
  facts: ['M-130', 'M-131', 'M-167', 'M-172', 'M-174', 'P-162'],
  sections: ['2-3', '1-4'],
  practises: ['combustionByCarbon', 'asReceivedFromAirDried', 'asReceivedFromDry'],
  examples: [
    {
      id: 'W-01',
      label: '120 万吨燃煤，实测收到基元素碳',
      typed: { year: 'until-2025', basis: 'ar', fc: '1200000', car: '0.5412', default: 'coal', of: '99' },
    },
    {
      id: 'W-02',
      label: '空气干燥基换算，一个月的入炉煤',
      typed: {
        year: 'until-2025',
        basis: 'ad',
        fc: '98500',
        cad: '62.35',
        mar: '12.8',
        mad: '3.6',
        default: 'coal',
        of: '99',
      },
    },
  ],
  check: ({ c, n }): Record<string, string> => {
    if (c('basis') !== 'ad' || asReceivedFromAirDried(n('cad'), n('mar'), n('mad')) <= 100) return {};
    return { cad: '换算出来的收到基元素碳超过 100%，请核对元素碳和两个水分。' };
  },
  work: ({ n, t, c }) => {
    const steps = [];
    let car = n('car');
    let said = t('car');
    if (c('basis') !== 'ar') {
      const [symbols, figures, percent] =
        c('basis') === 'ad'
          ? [
              'Cad×(100−Mar)/(100−Mad)',
              `${t('cad')}×(100−${t('mar')})/(100−${t('mad')})`,
              asReceivedFromAirDried(n('cad'), n('mar'), n('mad')),
            ]
          : ['Cd×(100−Mar)/100', `${t('cd')}×(100−${t('mar')})/100`, asReceivedFromDry(n('cd'), n('mar'))];
      car = round(percent / 100, 4);
      said = fixed(car, 4);
      steps.push(
        step('收到基元素碳', symbols, figures, near(percent), '%'),
        step('换成小数，取 4 位', 'Car', `${near(percent)}÷100`, said, 'tC/t'),
      );
    }
    const value = fixed(combustionByCarbon(n('fc'), car, n('of') / 100), 2);
    steps.push(step('排放量', 'FC×Car×OF×44/12', `${t('fc')}×${said}×${t('of')}%×44/12`, value, 'tCO2'));
    return { steps, results: [{ label: '燃煤排放量', value, unit: 'tCO2' }], notes: [] };
  },
};

const kinds = [
  ['crude-oil', '原油', 'solid'],
  ['fuel-oil', '燃料油', 'solid'],
  ['gasoline', '汽油', 'solid'],
  ['diesel', '柴油', 'solid'],
  ['kerosene', '一般煤油', 'solid'],
  ['lpg', '液化石油气', 'solid'],
  ['refinery-gas', '炼厂干气', 'solid'],
  ['coal-tar', '煤焦油', 'solid'],
  ['natural-gas', '天然气', 'gas'],
  ['bf-gas', '高炉煤气', 'gas'],
  ['converter-gas', '转炉煤气', 'gas'],
  ['coke', '焦炭', 'solid'],
  ['petroleum-coke', '石油焦', 'solid'],
] as const;
/** Fuels whose set gives no oxidation: it stays the visitor's. */
const without = new Set(['coke-jia', 'petroleum-coke-jia', 'petroleum-coke-yi']);
const fuelsOf = (set: 'jia' | 'yi'): readonly PickOption[] =>
  kinds.map(([id, label, state]): PickOption => {
    const root = `${id}-${set}`;
    const open = without.has(root);
    return {
      id: root,
      label: `${label}（${set === 'jia' ? '甲组' : '乙组'}${open ? '，氧化率自己填' : ''}）`,
      fills: { ncv: `${root}-ncv`, cc: `${root}-cc`, ...(open ? {} : { of: `${root}-of` }) },
      sets: { state },
      ...(set === 'jia' ? { not: ended('甲组缺省值') } : {}),
    };
  });

export const fuel: Calculator = {
  id: 'fuel',
  group: '燃料燃烧',
  title: '燃料燃烧排放（按热值）',
  lead: '油、气、焦炭，以及没有元素碳检测值的燃煤：用低位发热量和单位热值含碳量算。',
  formula: {
    words: '排放量＝消耗量×低位发热量×单位热值含碳量×碳氧化率×44/12',
    symbols: 'E＝AD×CC×OF×44/12；AD＝FC×NCV',
  },
  fields: [
    choice('year', '核算年度', years),
    pick('fuel', '燃料的数值取自', '自己填（检测值，或其他文件的值）', [
      { label: '甲组：发电设施指南485号等，2025 年度及以前', options: fuelsOf('jia') },
      { label: '乙组：化工、工业其他行业等 2013—2015 版指南', options: fuelsOf('yi') },
      {
        label: '燃煤缺省值：发电设施，2025 年度及以前',
        options: [
          {
            id: 'coal',
            label: '燃煤，低位发热量自己填',
            fills: { cc: 'coal-cc-current', of: 'coal-of-coal' },
            sets: { state: 'solid' },
            not: ended('燃煤缺省值'),
          },
          {
            id: 'coal-all',
            label: '燃煤，低位发热量也用缺省值',
            fills: { ncv: 'coal-ncv', cc: 'coal-cc-current', of: 'coal-of-coal' },
            sets: { state: 'solid' },
            not: ended('燃煤缺省值'),
          },
          {
            id: 'coal-old',
            label: '燃煤，2022 年 6 月下调前的旧值（只作对比）',
            fills: { cc: 'coal-cc-old', of: 'coal-of-coal' },
            sets: { state: 'solid' },
            not: ended('燃煤缺省值'),
          },
        ],
      },
    ]),
    choice('known', '知道的是', [
      { id: 'quantity', label: '消耗量' },
      { id: 'heat', label: '热量' },
    ]),
    choice(
      'state',
      '燃料是',
      [
        { id: 'solid', label: '固体或液体（按吨）' },
        { id: 'gas', label: '气体（按万标准立方米）' },
      ],
      { when: at('known', 'quantity') },
    ),
    figure('fc', '消耗量', 'FC', { field: 'state', of: { solid: 't', gas: '10⁴Nm³' } }, 1e9, {
      when: at('known', 'quantity'),
    }),
    figure('ncv', '低位发热量', 'NCV', { field: 'state', of: { solid: 'GJ/t', gas: 'GJ/10⁴Nm³' } }, 1000, {
      positive: true,
      when: at('known', 'quantity'),
    }),
    figure('heat', '热量', 'AD', 'GJ', 1e10, { when: at('known', 'heat') }),
    figure('cc', '单位热值含碳量', 'CC', 'tC/GJ', 1),
    oxidation,
  ],
  scope: '24 个行业企业核算指南通用的公式；缺省值只用于各组写明的指南和年度。',
  rounding,
  cautions: [
    '甲组、乙组是两套缺省值，不能混用：用哪一组，看企业按哪一份指南报告。',
    '燃煤单位热值含碳量缺省值 2022 年 6 月由 0.03356 下调为 0.03085 tC/GJ，旧值只作对比。',
    '2026 年度起发电设施的氧化率和油、气参数以更新后的指南为准。',
  ],
  facts: [
    'M-129',
    'M-131',
    'M-132',
    'M-133',
    'M-134',
    'M-137',
    'M-142',
    'M-146',
    'M-170',
    'M-171',
    'M-172',
    'M-174',
    'P-162',
  ],
  sections: ['2-3', '1-4'],
  practises: ['combustion', 'combustionByHeat', 'factorByHeat'],
  examples: [
    {
      id: 'W-04',
      label: '柴油 320 t（甲组）',
      typed: {
        year: 'until-2025',
        fuel: 'diesel-jia',
        state: 'solid',
        fc: '320',
        ncv: '42.652',
        cc: '0.0202',
        of: '98',
      },
    },
    {
      id: 'W-05',
      label: '天然气 2,650×10⁴Nm³（乙组）',
      typed: {
        year: 'until-2025',
        fuel: 'natural-gas-yi',
        state: 'gas',
        fc: '2650',
        ncv: '389.31',
        cc: '0.0153',
        of: '99',
      },
    },
    {
      id: 'W-03',
      label: '燃煤缺省值法，8.5 万吨',
      typed: {
        year: 'until-2025',
        fuel: 'coal',
        state: 'solid',
        fc: '85000',
        ncv: '21.35',
        cc: '0.03085',
        of: '99',
      },
    },
    {
      id: 'W-06',
      label: '烟煤 50 万 GJ，按热量',
      typed: { known: 'heat', heat: '500000', cc: '0.02618', of: '98' },
    },
  ],
  work: ({ n, t, c }) => {
    const of = n('of') / 100;
    if (c('known') === 'heat') {
      const value = fixed(combustionByHeat(n('heat'), n('cc'), of), 2);
      return {
        steps: [
          step(
            '排放因子',
            'CC×OF×44/12',
            `${t('cc')}×${t('of')}%×44/12`,
            near(factorByHeat(n('cc'), of)),
            'tCO2/GJ',
          ),
          step('排放量', 'AD×CC×OF×44/12', `${t('heat')}×${t('cc')}×${t('of')}%×44/12`, value, 'tCO2'),
        ],
        results: [{ label: '燃烧排放量', value, unit: 'tCO2' }],
        notes: [],
      };
    }
    const value = fixed(combustion(n('fc'), n('ncv'), n('cc'), of), 2);
    const gas = c('state') === 'gas';
    const unit = gas ? '10⁴Nm³' : 't';
    const heat = near(heatOfFuel(n('fc'), n('ncv')));
    return {
      steps: [
        step('热量', 'FC×NCV', `${t('fc')}×${t('ncv')}`, heat, 'GJ'),
        step('排放量', 'AD×CC×OF×44/12', `${heat}×${t('cc')}×${t('of')}%×44/12`, value, 'tCO2'),
      ],
      results: [
        { label: '燃烧排放量', value, unit: 'tCO2' },
        {
          label: `每${gas ? '万标准立方米' : '吨'}燃料`,
          value: fixed(combustion(1, n('ncv'), n('cc'), of), 4),
          unit: `tCO2/${unit}`,
        },
      ],
      notes: [],
    };
  },
};
