/** Allowances: allocation, surplus and shortfall with their cost, carry-over; reductions of CCER projects. */
import {
  allowancesByGeneration,
  allowancesByIntensity,
  allowancesBySupply,
  carryOver,
  complianceCost,
  cappedObligation,
  heatSupplyCoal,
  heatSupplyGas,
  intensityAlpha,
  loadFactor,
  offsetCap,
  offsetUse,
  peakFactor,
  shortfallRate,
  surplus,
  toppedUp,
} from '../allowances.ts';
import { fixed, grouped, near, type Calculator, type Given, type Step, type Working } from '../calculator.ts';
import { round } from '../number.ts';
import { combinedMargin, reduction, removal } from '../projects.ts';
import { at, choice, figure, percent, pick, step } from './parts.ts';

const classes = [
  ['a', '300MW 等级以上常规燃煤'],
  ['b', '300MW 等级及以下常规燃煤'],
  ['c', '非常规燃煤（含循环流化床）'],
  ['d', '燃气'],
] as const;
const supplyYears = ['2022', '2021', '2019-2020'] as const;
const generationYears = ['2024', '2023'] as const;
const unitsOf = (year: string, own: (cls: string) => Readonly<Record<string, string>>) =>
  classes.map(([cls, label]) => ({
    id: `${year}-${cls}`,
    label: `${year.replace('-', '—')} 年度 ${label}`,
    fills: { b: `benchmark-${year}-${cls}-power`, bh: `benchmark-${year}-${cls}-heat` },
    sets: own(cls),
  }));
const supply = (cls: string): Record<string, string> => ({
  rule: cls === 'd' ? 'supply-gas' : 'supply',
});
const generation = (cls: string): Record<string, string> => ({
  rule: 'generation',
  kind: cls === 'a' || cls === 'b' ? 'coal' : 'other',
});
const bySupply = at('rule', 'supply');

export const allocation: Calculator = {
  id: 'allocation',
  group: '配额',
  title: '发电机组配额',
  lead: '基准值乘产出量，再乘该年度方案的修正系数。',
  formula: {
    words:
      '2023、2024 年度：配额＝发电量×发电基准值×调峰修正系数＋供热量×供热基准值；2019—2022 年度：配额＝供电量×供电基准值×冷却方式×供热量×负荷三项修正＋供热量×供热基准值',
    symbols: 'A＝Q×B×K＋Qh×Bh；A＝Qe×Be×Fl×Fr×Ff＋Qh×Bh（燃气只乘 Fr）',
  },
  fields: [
    pick('unit', '年度和机组类别（基准值取自方案）', '自己填基准值', [
      ...generationYears.map((year) => ({
        label: `${year} 年度，发电量口径`,
        options: unitsOf(year, generation),
      })),
      ...supplyYears.map((year) => ({
        label: `${year.replace('-', '—')} 年度，供电量口径（旧公式）`,
        options: unitsOf(year, supply),
      })),
    ]),
    choice('rule', '公式', [
      { id: 'generation', label: '2023、2024 年度（发电量、调峰修正）' },
      { id: 'supply', label: '2019—2022 年度燃煤（供电量、三项修正，旧）' },
      { id: 'supply-gas', label: '2019—2022 年度燃气（供电量、供热量修正，旧）' },
    ]),
    choice(
      'kind',
      '机组',
      [
        { id: 'coal', label: '常规燃煤（有调峰修正）' },
        { id: 'other', label: '非常规燃煤或燃气（调峰修正取 1）' },
      ],
      { when: at('rule', 'generation') },
    ),
    figure('q', '发电量或供电量', 'Q', 'MWh', 1e9, { hint: '2023 年度起用发电量，2022 年度及以前用供电量' }),
    figure('b', '发电（供电）基准值', 'B', 'tCO2/MWh', 3, { positive: true }),
    figure('qh', '供热量', 'Qh', 'GJ', 1e10, { optional: true }),
    figure('bh', '供热基准值', 'Bh', 'tCO2/GJ', 1, { goesWith: 'qh' }),
    pick(
      'cooling',
      '冷却方式修正系数取自',
      '自己填',
      [
        {
          label: '2019—2022 年度方案',
          options: [
            { id: 'water', label: '水冷 1', fills: { fl: 'fl-water' } },
            { id: 'air', label: '空冷 1.05', fills: { fl: 'fl-air' } },
            { id: 'back', label: '背压等 1（2021、2022 年度）', fills: { fl: 'fl-backpressure' } },
          ],
        },
      ],
      { when: bySupply },
    ),
    figure('fl', '冷却方式修正系数', 'Fl', '', 2, { positive: true, when: bySupply }),
    percent('r', '供热比', 'r', {
      optional: true,
      hint: '不供热填 0 或不填',
      when: at('rule', 'supply', 'supply-gas'),
    }),
    choice(
      'ff',
      '负荷（出力）系数修正',
      [
        { id: 'yes', label: '适用' },
        { id: 'no', label: '不适用，取 1' },
      ],
      {
        hint: '2019—2020 年度只有常规燃煤纯凝机组适用；2021、2022 年度范围扩大，请按方案确认',
        when: bySupply,
      },
    ),
    percent('fs', '负荷（出力）系数', 'F', { positive: true, when: at('ff', 'yes') }),
    percent('f', '负荷（出力）系数', 'F', { positive: true, when: at('kind', 'coal') }),
  ],
  scope:
    '全国碳市场发电行业 2019—2020、2021、2022、2023、2024 年度配额方案；各年度只用本年度的基准值和公式。',
  rounding: '修正系数四舍五入保留 4 位小数，配额保留 2 位小数。',
  cautions: [
    '2025 年度起的基准值没有收录（终稿没有核实到），不要用 2024 年度的代替，请按当年方案自己填。',
    '2022 年度及以前的公式和基准值已是旧规则；供电量口径与发电量口径的基准值不能直接比高低。',
    '调峰修正只用于常规燃煤机组，负荷（出力）系数低于 65% 才大于 1。',
  ],
  facts: [
    'M-258',
    'M-259',
    'M-260',
    'M-261',
    'M-262',
    'M-263',
    'M-264',
    'M-266',
    'M-267',
    'M-269',
    'M-270',
    'M-272',
    'M-274',
  ],
  sections: ['2-2', '3-3'],
  practises: ['allowancesByGeneration', 'allowancesBySupply', 'peakFactor', 'loadFactor', 'heatSupplyCoal'],
  examples: [
    {
      id: 'W-15',
      label: '2024 年度，300MW 等级以上，负荷率 62%',
      typed: {
        unit: '2024-a',
        rule: 'generation',
        kind: 'coal',
        q: '3200000',
        b: '0.7910',
        qh: '1800000',
        bh: '0.1033',
        f: '62',
      },
    },
    {
      id: 'W-18',
      label: '2022 年度，空冷纯凝',
      typed: {
        unit: '2022-b',
        rule: 'supply',
        q: '1500000',
        b: '0.8729',
        bh: '0.1105',
        cooling: 'air',
        fl: '1.05',
        ff: 'yes',
        fs: '72',
      },
    },
    {
      id: 'W-19',
      label: '2022 年度，热电联产',
      typed: {
        unit: '2022-a',
        rule: 'supply',
        q: '1200000',
        b: '0.8177',
        qh: '900000',
        bh: '0.1105',
        cooling: 'water',
        fl: '1',
        r: '15',
        ff: 'yes',
        fs: '88',
      },
    },
  ],
  work: (given) =>
    given.c('rule') === 'generation' ? allocatedByGeneration(given) : allocatedBySupply(given),
};

/** The heat part and the sum, the same under both formulas. */
function summed(given: Given, power: number, total: number, factors: readonly Step[], line: Step): Working {
  const { n, t, has } = given;
  const warm = has('qh') && n('qh') > 0;
  const value = fixed(total, 2);
  return {
    steps: [
      ...factors,
      line,
      ...(warm
        ? [
            step('供热部分', 'Qh×Bh', `${t('qh')}×${t('bh')}`, near(n('qh') * n('bh')), 't'),
            step('机组配额', '两部分相加', `${near(power)}＋${near(n('qh') * n('bh'))}`, value, 't'),
          ]
        : []),
    ],
    results: [
      { label: '机组配额', value, unit: 'tCO2' },
      { label: '取整', value: fixed(total, 0), unit: 't' },
    ],
    notes: [],
  };
}

function allocatedByGeneration(given: Given): Working {
  const { n, t, c } = given;
  const k = c('kind') === 'coal' ? round(peakFactor(n('f') / 100), 4) : 1;
  const total = allowancesByGeneration(n('q'), n('b'), k, n('qh'), n('bh'));
  const power = allowancesByGeneration(n('q'), n('b'), k, 0, 0);
  const low = c('kind') === 'coal' && n('f') < 65;
  return summed(
    given,
    power,
    total,
    [
      step(
        '调峰修正系数',
        c('kind') !== 'coal' ? '不是常规燃煤' : low ? '1.015^(16−20F)' : 'F 不低于 65%',
        low ? `1.015^(16−20×${t('f')}%)` : '取 1',
        low ? fixed(k, 4) : '1',
        '',
      ),
    ],
    step('发电部分', 'Q×B×K', `${t('q')}×${t('b')}×${near(k)}`, near(power), 't'),
  );
}

function allocatedBySupply(given: Given): Working {
  const { n, t, c } = given;
  const gas = c('rule') === 'supply-gas';
  const fl = gas ? 1 : n('fl');
  const fr = round((gas ? heatSupplyGas : heatSupplyCoal)(n('r') / 100), 4);
  const ff = gas || c('ff') === 'no' ? 1 : round(loadFactor(n('fs') / 100), 4);
  const total = allowancesBySupply(n('q'), n('b'), fl, fr, ff, n('qh'), n('bh'));
  const power = allowancesBySupply(n('q'), n('b'), fl, fr, ff, 0, 0);
  const piece = (percent: number): string => {
    if (percent >= 85) return '1';
    if (percent >= 80) return `1＋0.0014×(85−${t('fs')})`;
    return percent >= 75 ? `1.007＋0.0016×(80−${t('fs')})` : `1.015^(16−20×${t('fs')}%)`;
  };
  return summed(
    given,
    power,
    total,
    [
      step(
        '供热量修正',
        gas ? 'Fr＝1−0.6r' : 'Fr＝1−0.22r',
        `1−${gas ? '0.6' : '0.22'}×${t('r')}%`,
        near(fr),
        '',
      ),
      ...(gas
        ? []
        : [
            step(
              '负荷（出力）系数修正',
              c('ff') === 'no' ? '不适用' : 'Ff',
              c('ff') === 'no' ? '取 1' : piece(n('fs')),
              near(ff),
              '',
            ),
          ]),
    ],
    step(
      '供电部分',
      gas ? 'Qe×Be×Fr' : 'Qe×Be×Fl×Fr×Ff',
      [t('q'), t('b'), ...(gas ? [near(fr)] : [t('fl'), near(fr), near(ff)])].join('×'),
      near(power),
      't',
    ),
  );
}

export const intensity: Calculator = {
  id: 'intensity',
  group: '配额',
  title: '钢铁、水泥、铝冶炼配额（2025 年度）',
  lead: '按碳排放强度与行业平衡值的偏离，盈亏不超过 3%。',
  formula: {
    words:
      '配额＝经核查排放量×(1＋α)；α＝0.15×强度偏离度，最多 ±3%；强度偏离度＝(行业平衡值−企业强度)÷行业平衡值',
    symbols: 'A＝E×(1＋α)；X＝(平衡值−强度)/平衡值；α＝0.15X，|X|≥20% 时 α＝±0.03',
  },
  fields: [
    figure('e', '经核查排放量', 'E', 't', 1e10),
    figure('bal', '行业平衡值', '平衡值', 'tCO2/t', 100, {
      positive: true,
      hint: '本站没有收录，请按方案填',
    }),
    figure('own', '企业碳排放强度', '强度', 'tCO2/t', 100, { positive: true }),
  ],
  scope: '国环规气候〔2025〕2号，2025 年度；2024 年度的配额等于经核查的实际排放量。',
  rounding: 'α 不取舍，配额四舍五入保留 2 位小数。',
  cautions: ['白色硅酸盐熟料等少数生产线 2025 年度仍等额发放，不用这个公式。'],
  facts: ['P-303', 'M-288', 'M-289', 'M-290'],
  sections: ['3-3', '2-2'],
  practises: ['allowancesByIntensity', 'intensityAlpha'],
  examples: [
    { id: '自拟', label: '强度低于平衡值 10%', typed: { e: '1000000', bal: '0.900', own: '0.810' } },
  ],
  work: ({ n, t }) => {
    const x = (n('bal') - n('own')) / n('bal');
    const alpha = intensityAlpha(x);
    const total = allowancesByIntensity(n('e'), n('bal'), n('own'));
    const value = fixed(total, 2);
    const gap = surplus(total, n('e'));
    return {
      steps: [
        step(
          '强度偏离度',
          '(平衡值−强度)/平衡值',
          `(${t('bal')}−${t('own')})/${t('bal')}`,
          near(x * 100),
          '%',
        ),
        step(
          'α',
          Math.abs(x) >= 0.2 ? '|X|≥20%' : '0.15X',
          Math.abs(x) >= 0.2 ? '取 ±3%' : `0.15×${near(x * 100)}%`,
          near(alpha * 100),
          '%',
        ),
        step(
          '配额',
          'E×(1＋α)',
          `${t('e')}×(1＋${alpha < 0 ? `(${near(alpha * 100)}%)` : `${near(alpha * 100)}%`})`,
          value,
          't',
        ),
      ],
      results: [
        { label: '配额', value, unit: 't' },
        { label: gap < 0 ? '缺口' : '盈余', value: fixed(Math.abs(gap), 2), unit: 't' },
      ],
      notes: [],
    };
  },
};

export const compliance: Calculator = {
  id: 'compliance',
  group: '配额',
  title: '清缴盈缺、CCER 抵销和成本',
  lead: '配额够不够清缴，缺多少，最多能用多少 CCER，按自己填的价格要花多少钱。',
  formula: {
    words: '盈缺＝配额−应清缴量；CCER 上限＝应清缴量×5%；成本＝CCER 用量×CCER 价＋(缺口−CCER 用量)×配额价',
    symbols: 'CCER 用量＝min(5%×应清缴量，缺口，持有量)',
  },
  fields: [
    choice('rule', '年度的缺口规则', [
      { id: 'plain', label: '不用缺口上限' },
      { id: 'gap-cap-2324', label: '2023、2024 年度：配额补足到排放量的 80%' },
      { id: 'gap-cap-2122', label: '2021、2022 年度：同上（旧）' },
      { id: 'gap-cap', label: '2019—2020 年度（旧）：缺口 20% 封顶' },
    ]),
    figure('e', '经核查排放量', 'E', 't', 1e10, { positive: true }),
    figure('a', '持有的可用配额', 'A', 't', 1e10),
    figure('p', '配额价格', 'P(CEA)', '元/t', 1e5, {
      optional: true,
      hint: '要算成本才填；价格每天都变，本站不给',
    }),
    figure('pc', 'CCER 价格', 'P(CCER)', '元/t', 1e5, { optional: true, hint: '不用 CCER 就不填' }),
    figure('held', '最多能拿到的 CCER', '持有量', 't', 1e10, { optional: true, hint: '不填就按上限算' }),
  ],
  scope: '应清缴量等于经核查排放量；CCER 抵销不超过应清缴配额量的 5%（2021 年起）；缺口规则按年度。',
  rounding: '吨数四舍五入取整（CCER 上限向下取整），金额保留 2 位小数。',
  cautions: [
    '5% 的底数是应清缴量，不是缺口。',
    '燃气机组 2019—2024 年度另有豁免，清缴量不超过其免费配额，这里没有算。',
    '可用的 CCER 还须满足当年的抵销条件；2025 年度起的缺口规则以当年方案为准。',
  ],
  facts: ['M-297', 'M-298', 'M-299', 'M-278', 'M-279', 'M-280'],
  constants: ['ccer-cap', 'gap-cap', 'gap-cap-2122', 'gap-cap-2324'],
  sections: ['2-1', '3-3', '2-2', '3-4'],
  practises: [
    'surplus',
    'shortfallRate',
    'cappedObligation',
    'toppedUp',
    'offsetCap',
    'offsetUse',
    'complianceCost',
  ],
  examples: [
    {
      id: 'W-16',
      label: '缺 193,391 t，CCER 85 元、配额 97.49 元',
      typed: { rule: 'plain', e: '3050000', a: '2856609', p: '97.49', pc: '85' },
    },
    {
      id: 'W-17',
      label: '2019—2020 年度，缺口率 24%',
      typed: { rule: 'gap-cap', e: '500000', a: '380000' },
    },
  ],
  check: ({ has }): Record<string, string> =>
    has('pc') && !has('p') ? { p: '填了 CCER 价格，也要填配额价格，才算得出成本。' } : {},
  work: (given) => settled(given),
};

function settled({ n, t, c, has, constant }: Given): Working {
  const [e, rule] = [n('e'), c('rule')];
  const cap20 = rule === 'plain' ? 1 : Number(constant(rule).value);
  const topped = rule !== 'plain' && rule !== 'gap-cap';
  const a = topped ? toppedUp(n('a'), e, 1 - cap20) : n('a');
  const due = rule === 'gap-cap' ? cappedObligation(n('a'), e, cap20) : e;
  const gap = surplus(a, due);
  const rate = shortfallRate(n('a'), e);
  const steps: Step[] = [];
  const first = surplus(n('a'), e);
  steps.push(
    step(
      first < 0 ? '缺口' : '盈余',
      first < 0 ? 'E−A' : 'A−E',
      first < 0 ? `${t('e')}−${t('a')}` : `${t('a')}−${t('e')}`,
      near(Math.abs(first)),
      't',
    ),
  );
  if (first < 0) steps.push(step('缺口率', '缺口/E', `${near(-first)}/${t('e')}`, fixed(rate * 100, 3), '%'));
  if (topped && a > n('a')) steps.push(step('补足后的配额', '80%×E', `80%×${t('e')}`, near(a), 't'));
  if (rule === 'gap-cap')
    steps.push(
      step('应清缴量', 'min(E，A＋20%×E)', `min(${t('e')}，${t('a')}＋20%×${t('e')})`, near(due), 't'),
    );
  const priced = has('p');
  if (gap >= 0)
    return {
      steps,
      results: [
        { label: '盈余', value: fixed(gap, 0), unit: 't' },
        ...(priced ? [{ label: '按所填价格值', value: fixed(gap * n('p'), 2), unit: '元' }] : []),
      ],
      notes: ['配额够清缴，用不着 CCER。剩下的能不能带到下一年度，看当年的结转规则。'],
    };
  const cap = Math.floor(round(offsetCap(due, Number(constant('ccer-cap').value)), 6));
  const use = has('pc') || has('held') ? offsetUse(cap, -gap, has('held') ? n('held') : cap) : 0;
  const bought = -gap - use;
  const limit = grouped(String(cap));
  steps.push(step('CCER 上限', '5%×应清缴量，向下取整', `5%×${near(due)}`, limit, 't'));
  if (use > 0)
    steps.push(
      step(
        'CCER 用量',
        'min(上限，缺口，持有量)',
        `min(${limit}，${near(-gap)}${has('held') ? `，${t('held')}` : ''})`,
        near(use),
        't',
      ),
      step('另购配额', '缺口−CCER 用量', `${near(-gap)}−${near(use)}`, near(bought), 't'),
    );
  const results = [
    { label: '缺口', value: fixed(-gap, 0), unit: 't' },
    { label: '最多可用 CCER', value: fixed(Math.min(cap, -gap), 0), unit: 't' },
  ];
  if (!priced) return { steps, results, notes: ['填了价格，就算成本。'] };
  const cost = complianceCost(-gap, use, n('pc'), n('p'));
  const without = complianceCost(-gap, 0, 0, n('p'));
  const saved = without - cost;
  steps.push(
    step(
      '成本',
      use > 0 ? 'CCER×价＋配额×价' : '缺口×配额价',
      `${use > 0 ? `${near(use)}×${t('pc')}＋` : ''}${near(bought)}×${t('p')}`,
      fixed(cost, 2),
      '元',
    ),
  );
  return {
    steps,
    results: [
      ...results,
      { label: '履约成本', value: fixed(cost, 2), unit: '元' },
      ...(use > 0
        ? [
            { label: '不用 CCER 的成本', value: fixed(without, 2), unit: '元' },
            { label: saved < 0 ? '多花' : '节约', value: fixed(Math.abs(saved), 2), unit: '元' },
          ]
        : []),
    ],
    notes: use > 0 && saved < 0 ? ['CCER 比配额还贵，用它不合算。'] : [],
  };
}

export const carried: Calculator = {
  id: 'carry-over',
  group: '配额',
  title: '配额结转上限',
  lead: '发电企业 2019—2024 年度的配额最多能结转多少为 2025 年度配额。',
  formula: {
    words: '最大可结转量＝1 万吨＋净卖出量×1.5，不高于持有量，向下取整',
    symbols: 'C＝min(持有量，10000＋1.5×max(0，卖出−买入))',
  },
  fields: [
    figure('sold', '卖出量', '卖出', 't', 1e10),
    figure('bought', '买入量', '买入', 't', 1e10, {
      optional: true,
      hint: '统计 2024-01-01 至 2025-12-31 的买卖',
    }),
    figure('held', '2019—2024 年度配额持有量', '持有量', 't', 1e10),
  ],
  scope: '国环规气候〔2024〕1号，发电行业；申请期至 2026 年 6 月 10 日，已经截止。',
  rounding: '向下取整到 1 吨。',
  cautions: [
    '申请期已过（2026 年 6 月 10 日止），没有结转的 2019—2024 年度配额不再用于 2025 年度及后续履约；这里供学习。',
    '钢铁、水泥、铝冶炼的基础量是 10 万吨，不用这个数。',
  ],
  facts: ['M-283', 'M-284', 'P-296', 'P-297', 'P-298'],
  constants: ['carryover-base', 'carryover-ratio'],
  sections: ['2-2', '3-3'],
  practises: ['carryOver'],
  examples: [{ id: 'W-28', label: '净卖出 4 万吨', typed: { sold: '40000', held: '85000' } }],
  work: ({ n, t, constant }) => {
    const [base, ratio] = [constant('carryover-base'), constant('carryover-ratio')];
    const net = n('sold') - n('bought');
    const most = carryOver(Number(base.value), Number(ratio.value), net, Number.MAX_SAFE_INTEGER);
    const kept = carryOver(Number(base.value), Number(ratio.value), net, n('held'));
    return {
      steps: [
        step(
          '净卖出量',
          '卖出−买入，小于 0 取 0',
          `${t('sold')}−${t('bought')}`,
          near(Math.max(0, net)),
          't',
        ),
        step(
          '最大可结转量',
          '基础量＋1.5×净卖出量',
          `${grouped(base.value)}＋${ratio.value}×${near(Math.max(0, net))}`,
          grouped(String(most)),
          't',
        ),
        step(
          '可结转',
          'min(最大可结转量，持有量)',
          `min(${grouped(String(most))}，${t('held')})`,
          grouped(String(kept)),
          't',
        ),
      ],
      results: [
        { label: '可结转', value: grouped(String(kept)), unit: 't' },
        { label: '不再结转', value: fixed(n('held') - kept, 0), unit: 't' },
      ],
      notes: [],
    };
  },
};

const wind = at('kind', 'wind');
const forest = at('kind', 'forest');
export const project: Calculator = {
  id: 'reduction',
  group: '自愿减排',
  title: 'CCER 项目减排量',
  lead: '可再生能源发电项目按组合边际因子，造林项目按清除量扣非持久性风险。',
  formula: {
    words: '减排量＝基准线排放−项目排放−泄漏；造林：减排量＝(项目清除−基准线清除−泄漏)×(1−风险扣减率)',
    symbols: 'ER＝BE−PE−LE；BE＝EG×(ωOM×OM＋(1−ωOM)×BM)；CDR＝(P−B−L)×(1−K)',
  },
  fields: [
    choice('kind', '项目', [
      { id: 'wind', label: '可再生能源发电' },
      { id: 'forest', label: '造林碳汇' },
    ]),
    figure('eg', '上网电量', 'EG', 'MWh', 1e9, { when: wind }),
    figure('om', '电量边际因子', 'OM', 'tCO2/MWh', 3, {
      hint: '按当年公布的区域值填，本站没有收录',
      when: wind,
    }),
    figure('bm', '容量边际因子', 'BM', 'tCO2/MWh', 3, { when: wind }),
    percent('w', 'OM 的权重', 'ωOM', {
      hint: '海上风电方法学为 50%；其他按各自的方法学',
      when: wind,
    }),
    figure('pe', '项目排放', 'PE', 't', 1e9, { optional: true, when: wind }),
    figure('p', '项目清除量', 'P', 't', 1e9, { when: forest }),
    figure('b', '基准线清除量', 'B', 't', 1e9, { optional: true, when: forest }),
    percent('k', '非持久性风险扣减率', 'K', {
      hint: '造林碳汇方法学 CCER-14-001-V01 为 10%',
      when: forest,
    }),
    figure('l', '泄漏', 'L', 't', 1e9, { optional: true }),
  ],
  scope:
    '2023 年 10 月起的新方法学（CCER-01-002-V01 海上风电、CCER-14-001-V01 造林碳汇等）的结构；参数以方法学原文为准。',
  rounding: '中间结果不取舍，减排量四舍五入保留 2 位小数。',
  cautions: ['2017 年以前的旧方法学已经停用；旧造林方法学没有 10% 的扣减。'],
  facts: ['M-308', 'M-309', 'M-313', 'M-314', 'M-318', 'M-320'],
  sections: ['3-4'],
  practises: ['reduction', 'combinedMargin', 'removal'],
  examples: [
    {
      id: 'W-20',
      label: '海上风电 80 万 MWh',
      typed: { kind: 'wind', eg: '800000', om: '0.9500', bm: '0.3000', w: '50' },
    },
    { id: 'W-21', label: '造林碳汇', typed: { kind: 'forest', p: '12500', b: '800', k: '10' } },
  ],
  check: ({ c, n }): Record<string, string> => {
    if (c('kind') === 'forest')
      return n('b') + n('l') > n('p') ? { p: '项目清除量比基准线清除量加泄漏还少，没有减排量。' } : {};
    const baseline = n('eg') * combinedMargin(n('om'), n('bm'), n('w') / 100);
    return n('pe') + n('l') > baseline ? { eg: '项目排放加泄漏超过基准线排放，没有减排量。' } : {};
  },
  work: ({ c, n, t }) => {
    if (c('kind') === 'forest') {
      const value = fixed(removal(n('p'), n('b'), n('l'), n('k') / 100), 2);
      return {
        steps: [
          step('减排量', '(P−B−L)×(1−K)', `(${t('p')}−${t('b')}−${t('l')})×(1−${t('k')}%)`, value, 'tCO2e'),
        ],
        results: [{ label: '项目减排量', value, unit: 'tCO2e' }],
        notes: [],
      };
    }
    const margin = combinedMargin(n('om'), n('bm'), n('w') / 100);
    const baseline = n('eg') * margin;
    const value = fixed(reduction(baseline, n('pe'), n('l')), 2);
    return {
      steps: [
        step(
          '组合边际因子',
          'ωOM×OM＋(1−ωOM)×BM',
          `${t('w')}%×${t('om')}＋(1−${t('w')}%)×${t('bm')}`,
          near(margin),
          'tCO2/MWh',
        ),
        step('基准线排放', 'EG×EF', `${t('eg')}×${near(margin)}`, near(baseline), 't'),
        step('减排量', 'BE−PE−LE', `${near(baseline)}−${t('pe')}−${t('l')}`, value, 'tCO2e'),
      ],
      results: [{ label: '项目减排量', value, unit: 'tCO2e' }],
      notes: [],
    };
  },
};
