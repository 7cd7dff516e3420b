/** Units, coal equivalent, uncertainty, and the carbon footprint of a product. */
import { fixed, near, type Calculator, type Factor, type Figure } from '../calculator.ts';
import {
  coalEquivalent,
  gjPerTce,
  heatFromMwh,
  heatFromTce,
  kcalFromNcv,
  mwhFromHeat,
  ncvFromKcal,
  tceFromHeat,
} from '../conversions.ts';
import { standardVolume } from '../combustion.ts';
import { electricityFootprint, freight, material } from '../footprint.ts';
import { uncertaintyOfProducts, uncertaintyOfSums } from '../uncertainty.ts';
import { at, choice, figure, pick, step } from './parts.ts';

interface Conversion {
  readonly id: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly formula: string;
  readonly value: (x: number) => number;
  readonly decimals: number;
}
const conversions: readonly Conversion[] = [
  {
    id: 'kcal-gj',
    label: '热值：kcal/kg → GJ/t',
    from: 'kcal/kg',
    to: 'GJ/t',
    formula: '×4.1868÷1000',
    value: ncvFromKcal,
    decimals: 4,
  },
  {
    id: 'gj-kcal',
    label: '热值：GJ/t → kcal/kg',
    from: 'GJ/t',
    to: 'kcal/kg',
    formula: '×1000÷4.1868',
    value: kcalFromNcv,
    decimals: 2,
  },
  {
    id: 'gj-tce',
    label: '热量：GJ → 吨标准煤',
    from: 'GJ',
    to: 'tce',
    formula: '÷29.3076',
    value: (x) => tceFromHeat(x, gjPerTce),
    decimals: 2,
  },
  {
    id: 'tce-gj',
    label: '热量：吨标准煤 → GJ',
    from: 'tce',
    to: 'GJ',
    formula: '×29.3076',
    value: (x) => heatFromTce(x, gjPerTce),
    decimals: 2,
  },
  {
    id: 'mwh-gj',
    label: '电量：MWh → GJ',
    from: 'MWh',
    to: 'GJ',
    formula: '×3.6',
    value: heatFromMwh,
    decimals: 2,
  },
  {
    id: 'gj-mwh',
    label: '电量：GJ → MWh',
    from: 'GJ',
    to: 'MWh',
    formula: '÷3.6',
    value: mwhFromHeat,
    decimals: 2,
  },
];

export const units: Calculator = {
  id: 'units',
  group: '单位和数据质量',
  title: '单位换算',
  lead: '热值、热量、电量、标准煤之间，以及气体换到标准状况。',
  formula: {
    words:
      '1 kcal＝4.1868 kJ；1 MWh＝3.6 GJ；1 tce＝29.3076 GJ（按 7000 kcal/kgce；标准写法 29.307）；标准状况＝0 ℃、101.325 kPa',
    symbols: 'V0＝V×273.15/(273.15＋t)×p/101.325',
  },
  fields: [
    choice('what', '换算', [
      ...conversions.map(({ id, label }) => ({ id, label })),
      { id: 'normal', label: '气体：工况体积 → 标准状况' },
    ]),
    figure(
      'x',
      '数量',
      'x',
      {
        field: 'what',
        of: { ...Object.fromEntries(conversions.map(({ id, from }) => [id, from])), normal: 'm³' },
      },
      1e10,
    ),
    figure('t', '温度', 't', '℃', 273, { signed: true, when: at('what', 'normal') }),
    figure('p', '绝对压力', 'p', 'kPa', 1e5, {
      positive: true,
      hint: '表压要先加上当地大气压',
      when: at('what', 'normal'),
    }),
  ],
  scope: '单位定义；标准煤按 GB/T 2589-2020；标准状况按核算指南脚注。',
  rounding: '四舍五入，热值保留 4 位小数，其余 2 位。',
  cautions: ['标准写 29.307，按 7000 kcal/kgce 折出来是 29.3076，题目或报表用哪个要写明。'],
  facts: ['M-332', 'M-333', 'M-133'],
  sections: ['2-3', '1-4'],
  practises: [
    'ncvFromKcal',
    'kcalFromNcv',
    'tceFromHeat',
    'heatFromTce',
    'heatFromMwh',
    'mwhFromHeat',
    'standardVolume',
  ],
  examples: [
    { id: 'W-23', label: '煤 5,500 kcal/kg', typed: { what: 'kcal-gj', x: '5500' } },
    { id: 'W-23', label: '100 万 GJ 折标准煤', typed: { what: 'gj-tce', x: '1000000' } },
    { id: 'W-23', label: '10,000 MWh', typed: { what: 'mwh-gj', x: '10000' } },
  ],
  check: ({ n }): Record<string, string> => (n('t') <= -273 ? { t: '不能低于 −273 ℃。' } : {}),
  work: ({ c, n, t }) => {
    const one = conversions.find(({ id }) => id === c('what'));
    const [symbols, figures, value, unit] = one
      ? [`x${one.formula}`, `${t('x')}${one.formula}`, fixed(one.value(n('x')), one.decimals), one.to]
      : [
          'V×273.15/(273.15＋t)×p/101.325',
          `${t('x')}×273.15/(273.15＋${n('t') < 0 ? `(${t('t')})` : t('t')})×${t('p')}/101.325`,
          fixed(standardVolume(n('x'), n('t'), n('p')), 2),
          'Nm³',
        ];
    return {
      steps: [step('换算', symbols, figures, value, unit)],
      results: [{ label: '等于', value, unit }],
      notes: [],
    };
  },
};

/** Name in the address, label, unit, factor, and how many tce a unit of it is of the factor's own. */
const energies = [
  ['coal', '原煤', 't', 'tce-raw-coal', 1],
  ['washed', '洗精煤', 't', 'tce-washed-coal', 1],
  ['coke', '焦炭', 't', 'tce-coke', 1],
  ['crude', '原油', 't', 'tce-crude-oil', 1],
  ['fueloil', '燃料油', 't', 'tce-fuel-oil', 1],
  ['petrol', '汽油', 't', 'tce-gasoline', 1],
  ['kerosene', '煤油', 't', 'tce-kerosene', 1],
  ['diesel', '柴油', 't', 'tce-diesel', 1],
  ['lpg', '液化石油气', 't', 'tce-lpg', 1],
  ['refinery', '炼厂干气', 't', 'tce-refinery-gas', 1],
  ['power', '电力（当量值）', 'MWh', 'tce-electricity', 1],
  ['warmth', '热力（当量值）', 'GJ', 'tce-heat', 1],
] as const;

export const coalEquivalents: Calculator = {
  id: 'coal-equivalent',
  group: '单位和数据质量',
  title: '综合能耗折标准煤',
  lead: '各种能源的实物量乘折标准煤参考系数，相加得综合能耗。',
  formula: { words: '综合能耗＝Σ(实物量×折标准煤系数)', symbols: 'E＝Σ(ei×pi)' },
  fields: [
    ...energies.map(([name, label, unit, by]): Figure =>
      figure(name, label, 'e', unit, 1e9, { row: '各种能源的实物量', optional: true, by }),
    ),
    figure('gas', '实物量', 'e', '10⁴m³', 1e7, { row: '天然气', optional: true }),
    figure('gasf', '折标准煤系数（自己填）', 'p', 'tce/10⁴m³', 20, {
      row: '天然气',
      goesWith: 'gas',
      hint: '参考值是一个范围：11.000—13.300',
    }),
  ],
  scope: 'GB/T 2589-2020 附录 A 的参考系数；电力、热力取当量值。有实测热值的应按实测值折算。',
  rounding: '四舍五入保留 2 位小数。',
  cautions: ['电力的等价值随当年火电煤耗变化，这里用的是当量值 0.1229 kgce/kWh。'],
  facts: ['M-335', 'M-336', 'M-337', 'M-338'],
  sections: ['2-3', '1-4'],
  practises: ['coalEquivalent'],
  examples: [
    {
      id: 'W-22',
      label: '原煤、柴油、天然气、电力',
      typed: { coal: '12000', diesel: '150', power: '24000', gas: '300', gasf: '12.143' },
    },
  ],
  some: { names: [...energies.map(([name]) => name), 'gas'], label: '至少一种能源的实物量' },
  work: ({ n, t, has, by }) => {
    const rows = energies
      .filter(([name]) => has(name))
      .map(([name, label]): { label: string; figures: string; tce: number } => ({
        label,
        figures: `${t(name)}×${by(name).value}`,
        tce: coalEquivalent(n(name), Number(by(name).value)),
      }));
    if (has('gas'))
      rows.push({
        label: '天然气',
        figures: `${t('gas')}×${t('gasf')}`,
        tce: coalEquivalent(n('gas'), n('gasf')),
      });
    const value = fixed(
      rows.reduce((sum, { tce }) => sum + tce, 0),
      2,
    );
    return {
      steps: [
        ...rows.map(({ label, figures, tce }) => step(label, 'e×p', figures, near(tce), 'tce')),
        step('合计', 'Σ(e×p)', '各行相加', value, 'tce'),
      ],
      results: [{ label: '综合能耗', value, unit: 'tce' }],
      notes: [],
    };
  },
};

const places = [1, 2, 3, 4].map(String);
export const uncertain: Calculator = {
  id: 'uncertainty',
  group: '单位和数据质量',
  title: '不确定性合成',
  lead: '先把每个排放源的活动数据与因子的不确定度合成，再合成总排放量的不确定度。',
  formula: {
    words:
      '相乘：合成不确定度＝各不确定度平方和的平方根；相加：总不确定度＝各量与其不确定度之积的平方和的平方根÷总量',
    symbols: 'U＝√(U1²＋U2²)；U总＝√(Σ(Ui×xi)²)/Σxi',
  },
  fields: places.flatMap((at): Figure[] => [
    figure(`x${at}`, '排放量', `x${at}`, 't', 1e10, {
      row: `排放源 ${at}`,
      ...(at === '1' ? { positive: true as const } : { optional: true as const }),
    }),
    figure(`a${at}`, '活动数据的不确定度', '', '%', 1000, {
      row: `排放源 ${at}`,
      ...(at === '1' ? {} : { goesWith: `x${at}` }),
    }),
    figure(`f${at}`, '因子的不确定度', '', '%', 1000, {
      row: `排放源 ${at}`,
      goesWith: `x${at}`,
      optional: true,
      ...(at === '1' ? { hint: '已经合成过的，填在活动数据一格，这里不填' } : {}),
    }),
  ]),
  scope: 'IPCC 2006 指南第 1 卷第 3 章式 3.1、3.2（方法 1，误差传播），95% 置信度。',
  rounding: '中间结果不取舍，百分数保留 2 位小数。',
  cautions: ['误差传播要求各量互不相关、近似正态、不确定度较小；不满足时用蒙特卡罗模拟。'],
  facts: ['M-252', 'M-253', 'M-254', 'M-255'],
  sections: ['2-3', '1-4'],
  practises: ['uncertaintyOfProduct', 'uncertaintyOfSum'],
  examples: [
    {
      id: 'W-25',
      label: '两个排放源',
      typed: { x1: '80000', a1: '2', f1: '5', x2: '20000', a2: '10' },
    },
  ],
  work: ({ n, t, has }) => {
    const rows = places
      .filter((at) => has(`x${at}`))
      .map((at) => ({ at, x: n(`x${at}`), u: uncertaintyOfProducts([n(`a${at}`), n(`f${at}`)]) }));
    const total = uncertaintyOfSums(rows);
    const sum = rows.reduce((all, { x }) => all + x, 0);
    const value = `±${fixed(total, 2)}`;
    return {
      steps: [
        ...rows.map(({ at, u }) =>
          step(`排放源 ${at}`, '√(U1²＋U2²)', `√(${t(`a${at}`)}²＋${t(`f${at}`)}²)`, near(u), '%'),
        ),
        step(
          '总不确定度',
          '√(Σ(Ui×xi)²)/Σxi',
          `√(${rows.map(({ at, u }) => `(${t(`x${at}`)}×${near(u)}%)²`).join('＋')})/${near(sum)}`,
          value,
          '%',
        ),
      ],
      results: [
        { label: '总不确定度', value, unit: '%' },
        { label: '折成排放量', value: `±${fixed((sum * total) / 100, 0)}`, unit: 't' },
        { label: '总排放量', value: near(sum), unit: 't' },
      ],
      notes: [],
    };
  },
};

/** @param factors content/factors.yaml: the footprint factors of electricity, the latest first */
export function footprint(factors: readonly Factor[]): Calculator {
  const power = factors.filter(({ id }) => id.startsWith('footprint-'));
  const years = [...new Set(power.map(({ id }) => id.slice(10, 14)))].sort().reverse();
  return {
    id: 'footprint',
    group: '产品碳足迹',
    title: '产品碳足迹（摇篮到大门）',
    lead: '每个声明单位的原料、运输、用电和现场燃烧相加；用电要用电力碳足迹因子。',
    formula: {
      words: '碳足迹＝原料×因子＋运输量×距离×因子÷1000＋用电×电力碳足迹因子÷1000＋现场直接排放',
      symbols: 'CF＝m×EF1＋m×d×EF2/1000＋W×EF3/1000＋E',
    },
    fields: [
      figure('m', '原料用量', 'm', 't', 1e6),
      figure('ef1', '原料因子', 'EF1', 'tCO2e/t', 1000),
      figure('d', '运输距离', 'd', 'km', 1e5, { optional: true }),
      figure('ef2', '运输因子', 'EF2', 'kgCO2e/(t·km)', 100, { goesWith: 'd' }),
      figure('w', '用电量', 'W', 'kWh', 1e9, { optional: true }),
      pick(
        'power',
        '电力碳足迹因子取自',
        '自己填',
        years.map((year) => ({
          label: `${year} 年数据${year === years[0] ? '（收录的最新一期）' : '（旧，全国平均已有更新的一期）'}`,
          options: power
            .filter(({ id }) => id.slice(10, 14) === year)
            .map((one) => ({
              id: one.id.slice(10),
              label: `${one.name.replace('因子', '')} ${one.value}（${year} 年）`,
              fills: { ef3: one.id },
            })),
        })),
      ),
      figure('ef3', '电力碳足迹因子', 'EF3', 'kgCO2e/kWh', 3, { goesWith: 'w' }),
      figure('e', '现场直接排放', 'E', 'tCO2e', 1e9, {
        optional: true,
        hint: '燃料燃烧等，先用燃料燃烧计算器算出',
      }),
    ],
    scope: 'GB/T 24067-2024、ISO 14067 的部分碳足迹（摇篮到大门）；电力碳足迹因子只用于产品碳足迹。',
    rounding: '四舍五入保留 4 位小数。',
    cautions: [
      '电力碳足迹因子（全生命周期）不是电力二氧化碳排放因子，两者不能互换。',
      '碳抵销不得计入产品碳足迹。',
    ],
    facts: ['M-204', 'M-206', 'M-207', 'M-325', 'M-326', 'M-329'],
    sections: ['4-1', '1-3'],
    practises: ['material', 'freight', 'electricityFootprint'],
    examples: [
      {
        id: 'W-24',
        label: '声明单位 1 t；天然气燃烧 0.259463 t',
        typed: {
          m: '1.2',
          ef1: '1.85',
          d: '300',
          ef2: '0.075',
          w: '900',
          power: '2024-cn',
          ef3: '0.5777',
          e: '0.259463',
        },
      },
    ],
    work: ({ n, t }) => {
      const parts = [
        ['原料', 'm×EF1', `${t('m')}×${t('ef1')}`, material(n('m'), n('ef1'))],
        ['运输', 'm×d×EF2/1000', `${t('m')}×${t('d')}×${t('ef2')}÷1000`, freight(n('m'), n('d'), n('ef2'))],
        ['用电', 'W×EF3/1000', `${t('w')}×${t('ef3')}÷1000`, electricityFootprint(n('w'), n('ef3'))],
        ['现场', 'E', t('e'), n('e')],
      ] as const;
      const value = fixed(
        parts.reduce((sum, [, , , part]) => sum + part, 0),
        4,
      );
      return {
        steps: [
          ...parts.map(([what, symbols, figures, part]) => step(what, symbols, figures, near(part), 'tCO2e')),
          step('合计', 'CF', '各项相加', value, 'tCO2e'),
        ],
        results: [{ label: '每声明单位的碳足迹', value, unit: 'tCO2e' }],
        notes: [],
      };
    },
  };
}
