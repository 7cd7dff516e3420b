/** Industrial processes: carbonates and lime, cement, aluminium, steel. */
import { fixed, near, type Calculator, type Figure, type Step } from '../calculator.ts';
import { co2e } from '../gases.ts';
import {
  anode,
  carbonate,
  carbonBalance,
  cf4PerTonne,
  clinker,
  clinkerFactor,
  lime,
  pfc,
  steelWorks,
} from '../process.ts';
import { at, choice, figure, percent, pick, step } from './parts.ts';

const rounding = '中间结果不取舍，排放量四舍五入保留 2 位小数。';

export const carbonates: Calculator = {
  id: 'carbonate',
  group: '工业生产过程',
  title: '碳酸盐分解与石灰',
  lead: '石灰石、白云石、纯碱等碳酸盐分解放出的二氧化碳；石灰也可以按产品里的氧化钙、氧化镁算。',
  formula: {
    words: '碳酸盐：排放量＝消耗量×纯度×排放因子；石灰：排放量＝产量×(CaO 含量×44/56＋MgO 含量×44/40)',
    symbols: 'E＝AD×PUR×EF；E＝m×(w(CaO)×44/56＋w(MgO)×44/40)',
  },
  fields: [
    choice('by', '按什么算', [
      { id: 'carbonate', label: '碳酸盐消耗量' },
      { id: 'lime', label: '石灰产量' },
    ]),
    figure('ad', '碳酸盐消耗量', 'AD', 't', 1e9, { when: at('by', 'carbonate') }),
    percent('purity', '纯度', 'PUR', { when: at('by', 'carbonate') }),
    pick(
      'factor',
      '排放因子取自',
      '自己填',
      [
        {
          label: '纯物质化学计量值',
          options: ['CaCO3', 'MgCO3', 'Na2CO3', 'NaHCO3', 'FeCO3', 'MnCO3', 'BaCO3', 'Li2CO3'].map((one) => ({
            id: one.toLowerCase(),
            label: one,
            fills: { ef: `process-${one.toLowerCase()}` },
          })),
        },
        {
          label: '含杂质的工业品（纯度填 100）',
          options: [
            {
              id: 'limestone-steel',
              label: '石灰石（钢铁，2013 版）',
              fills: { ef: 'process-limestone-steel' },
            },
            {
              id: 'dolomite-steel',
              label: '白云石（钢铁，2013 版）',
              fills: { ef: 'process-dolomite-steel' },
            },
            { id: 'al-limestone', label: '煅烧石灰石（铝冶炼）', fills: { ef: 'process-al-limestone' } },
            { id: 'al-soda', label: '纯碱（铝冶炼）', fills: { ef: 'process-al-soda' } },
          ],
        },
      ],
      { when: at('by', 'carbonate') },
    ),
    figure('ef', '排放因子', 'EF', 'tCO2/t', 1, { when: at('by', 'carbonate') }),
    figure('m', '石灰产量', 'm', 't', 1e9, { when: at('by', 'lime') }),
    percent('cao', '来自碳酸盐的氧化钙', 'w(CaO)', { when: at('by', 'lime') }),
    percent('mgo', '来自碳酸盐的氧化镁', 'w(MgO)', { when: at('by', 'lime'), optional: true }),
  ],
  scope: '化学计量，各年度通用；含杂质工业品的因子只用于写明的行业指南。',
  rounding,
  cautions: ['纯物质的因子要乘纯度；钢铁、铝冶炼指南给工业品的因子已含杂质，不再乘纯度。'],
  facts: ['M-153', 'M-154', 'M-155', 'M-225'],
  sections: ['2-3'],
  practises: ['carbonate', 'lime'],
  examples: [
    {
      id: '自拟',
      label: '碳酸钙 1 万吨，纯度 95%',
      typed: { by: 'carbonate', ad: '10000', purity: '95', factor: 'caco3', ef: '0.440' },
    },
    { id: '自拟', label: '石灰 1 万吨', typed: { by: 'lime', m: '10000', cao: '90', mgo: '2' } },
  ],
  check: ({ c, n }): Record<string, string> =>
    c('by') === 'lime' && n('cao') + n('mgo') > 100 ? { mgo: '氧化钙和氧化镁加起来超过 100%。' } : {},
  work: ({ n, t, c }) => {
    const byLime = c('by') === 'lime';
    const value = fixed(
      byLime ? lime(n('m'), n('cao') / 100, n('mgo') / 100) : carbonate(n('ad'), n('purity') / 100, n('ef')),
      2,
    );
    return {
      steps: [
        step(
          '排放量',
          byLime ? 'm×(w(CaO)×44/56＋w(MgO)×44/40)' : 'AD×PUR×EF',
          byLime
            ? `${t('m')}×(${t('cao')}%×44/56＋${t('mgo')}%×44/40)`
            : `${t('ad')}×${t('purity')}%×${t('ef')}`,
          value,
          'tCO2',
        ),
      ],
      results: [{ label: '分解排放量', value, unit: 'tCO2' }],
      notes: [],
    };
  },
};

const in2024 = at('edition', '2024');
const in2013 = at('edition', '2013');
export const cement: Calculator = {
  id: 'cement',
  group: '工业生产过程',
  title: '水泥熟料过程排放',
  lead: '2024 年度起按熟料产量乘缺省因子；2023 年度及以前按实测的氧化钙、氧化镁。',
  formula: {
    words:
      '2024 版：排放量＝熟料产量×过程因子−替代原料消耗量×扣减系数；2013 版：排放量＝(熟料＋粉尘)×[(CaO−非碳酸盐 CaO)×44/56＋(MgO−非碳酸盐 MgO)×44/40]',
    symbols: 'E＝Q×EF−R×D；E＝Q×[(FR1−FR10)×44/56＋(FR2−FR20)×44/40]',
  },
  fields: [
    choice('edition', '按哪一版指南', [
      { id: '2024', label: '2024 版（2024 年度起）' },
      { id: '2013', label: '2013 版（旧，2023 年度及以前）' },
    ]),
    figure('q', '熟料产量', 'Q', 't', 1e9, { positive: true, hint: '2013 版还要加上窑头粉尘和旁路放风粉尘' }),
    pick(
      'factor',
      '过程因子取自',
      '自己填',
      [
        {
          label: '水泥指南 2024 版',
          options: [{ id: 'portland', label: '硅酸盐水泥熟料 0.535', fills: { ef: 'process-clinker-2024' } }],
        },
      ],
      { when: in2024 },
    ),
    figure('ef', '过程因子', 'EF', 'tCO2/t', 1, { when: in2024 }),
    figure('r', '非碳酸盐替代原料（干基）', 'R', 't', 1e9, { optional: true, when: in2024 }),
    figure('d', '扣减系数', 'D', 'tCO2/t', 1, {
      goesWith: 'r',
      hint: '按指南附录，如电石渣',
      when: in2024,
    }),
    percent('cao', '氧化钙含量', 'FR1', { when: in2013 }),
    percent('cao0', '非碳酸盐来源的氧化钙', 'FR10', { when: in2013, optional: true }),
    percent('mgo', '氧化镁含量', 'FR2', { when: in2013 }),
    percent('mgo0', '非碳酸盐来源的氧化镁', 'FR20', { when: in2013, optional: true }),
  ],
  scope: 'CETS-AG-02.01-V01-2024（2024 年度起）；2013 版水泥指南用于 2023 年度及以前。',
  rounding,
  cautions: [
    '实测氧化钙、氧化镁的算法是 2013 版，2024 年度起不再用。',
    '扣减系数没有收录（出处只有一处转录），请按指南附录自己填。',
  ],
  facts: ['M-214', 'M-217', 'M-155', 'M-209'],
  sections: ['2-3', '4-2'],
  practises: ['clinker', 'clinkerFactor'],
  examples: [
    {
      id: 'W-09',
      label: '2024 版，熟料 155 万吨、电石渣 4.5 万吨',
      typed: { edition: '2024', q: '1550000', factor: 'portland', ef: '0.535', r: '45000', d: '0.480' },
    },
    {
      id: 'W-10',
      label: '2013 版，实测氧化钙、氧化镁',
      typed: { edition: '2013', q: '1000000', cao: '65.2', cao0: '0.4', mgo: '1.8', mgo0: '0.1' },
    },
  ],
  check: ({ c, n }): Record<string, string> => {
    if (c('edition') === '2024')
      return n('r') * n('d') > n('q') * n('ef') ? { r: '扣减的比熟料过程排放还多，请核对。' } : {};
    if (n('cao') + n('mgo') > 100) return { mgo: '氧化钙和氧化镁加起来超过 100%。' };
    if (n('cao0') > n('cao')) return { cao0: '不能多于氧化钙含量。' };
    return n('mgo0') > n('mgo') ? { mgo0: '不能多于氧化镁含量。' } : {};
  },
  work: ({ n, t, c }) => {
    if (c('edition') === '2024') {
      const e = clinker(n('q'), n('ef'), n('r'), n('d'));
      const value = fixed(e, 2);
      return {
        steps: [step('过程排放', 'Q×EF−R×D', `${t('q')}×${t('ef')}−${t('r')}×${t('d')}`, value, 'tCO2')],
        results: [
          { label: '过程排放量', value, unit: 'tCO2' },
          { label: '折每吨熟料', value: fixed(e / n('q'), 4), unit: 'tCO2/t' },
        ],
        notes: [],
      };
    }
    const ef = clinkerFactor(n('cao') / 100, n('cao0') / 100, n('mgo') / 100, n('mgo0') / 100);
    const value = fixed(n('q') * ef, 2);
    return {
      steps: [
        step(
          '过程因子',
          '(FR1−FR10)×44/56＋(FR2−FR20)×44/40',
          `(${t('cao')}%−${t('cao0')}%)×44/56＋(${t('mgo')}%−${t('mgo0')}%)×44/40`,
          near(ef),
          'tCO2/t',
        ),
        step('过程排放', 'Q×EF', `${t('q')}×${near(ef)}`, value, 'tCO2'),
      ],
      results: [{ label: '过程排放量', value, unit: 'tCO2' }],
      notes: ['不含生料中非燃料碳的排放。'],
    };
  },
};

export const anodes: Calculator = {
  id: 'anode',
  group: '工业生产过程',
  title: '电解铝阳极消耗排放',
  lead: '炭阳极消耗放出的二氧化碳。',
  formula: {
    words: '排放量＝铝产量×吨铝炭阳极净耗×(1−含硫−灰分)×44/12',
    symbols: 'E＝P×NCC×(1−S−A)×44/12',
  },
  fields: [
    figure('p', '铝产量', 'P', 't', 1e9),
    pick('default', '阳极的数值取自', '自己填', [
      {
        label: '电解铝指南 2013 版（旧，2023 年度及以前）',
        options: [
          {
            id: '2013',
            label: '缺省值：0.42、2%、0.4%',
            fills: { ncc: 'process-al-anode-ncc', s: 'process-al-anode-s', a: 'process-al-anode-ash' },
          },
        ],
      },
    ]),
    figure('ncc', '吨铝炭阳极净耗', 'NCC', 'tC/tAl', 2),
    percent('s', '阳极含硫', 'S'),
    percent('a', '阳极灰分', 'A'),
  ],
  scope: '公式通用；缺省值只用于 2013 版指南（2023 年度及以前）。',
  rounding,
  cautions: ['2024 版铝冶炼指南的缺省值不同，本站没有核实到终版，2024 年度起请按指南自己填。'],
  facts: ['M-220', 'M-131', 'M-210'],
  sections: ['2-3', '4-2'],
  practises: ['anode'],
  examples: [
    {
      id: 'W-11',
      label: '铝 25 万吨',
      typed: { p: '250000', default: '2013', ncc: '0.42', s: '2', a: '0.4' },
    },
  ],
  check: ({ n }): Record<string, string> =>
    n('s') + n('a') > 100 ? { a: '含硫和灰分加起来超过 100%。' } : {},
  work: ({ n, t }) => {
    const of = (p: number): number => anode(p, n('ncc'), n('s') / 100, n('a') / 100);
    const value = fixed(of(n('p')), 2);
    return {
      steps: [
        step(
          '每吨铝',
          'NCC×(1−S−A)×44/12',
          `${t('ncc')}×(1−${t('s')}%−${t('a')}%)×44/12`,
          near(of(1)),
          'tCO2/tAl',
        ),
        step('排放量', 'P×EF', `${t('p')}×${near(of(1))}`, value, 'tCO2'),
      ],
      results: [{ label: '阳极消耗排放量', value, unit: 'tCO2' }],
      notes: [],
    };
  },
};

export const anodeEffect: Calculator = {
  id: 'pfc',
  group: '工业生产过程',
  title: '电解铝阳极效应排放（全氟化碳）',
  lead: '阳极效应放出的 CF4 和 C2F6，按斜率法或缺省值，折成二氧化碳当量。',
  formula: {
    words:
      '排放量＝铝液产量×(CF4 因子×GWP＋C2F6 因子×GWP)÷1000；CF4 因子＝斜率×阳极效应持续时间，C2F6 因子＝CF4 因子×0.1',
    symbols: 'E＝P×(EF(CF4)×GWP＋EF(C2F6)×GWP)/1000；EF(CF4)＝0.143×AEM',
  },
  fields: [
    figure('p', '铝液产量', 'P', 't', 1e9, { positive: true }),
    choice('by', '因子怎么来', [
      { id: 'slope', label: '斜率法' },
      { id: 'factor', label: '缺省值或自己填' },
    ]),
    figure('aem', '阳极效应平均持续时间', 'AEM', 'min/槽·日', 1440, { when: at('by', 'slope') }),
    pick(
      'slopes',
      '斜率取自',
      '自己填',
      [
        {
          label: '铝冶炼指南',
          options: [
            {
              id: 'guide',
              label: '斜率 0.143，C2F6 与 CF4 之比 0.1',
              fills: { slope: 'process-al-cf4-slope', ratio: 'process-al-c2f6-ratio' },
            },
          ],
        },
      ],
      { when: at('by', 'slope') },
    ),
    figure('slope', 'CF4 斜率', 'S', 'kgCF4/tAl/(min/槽·日)', 10, { when: at('by', 'slope') }),
    figure('ratio', 'C2F6 与 CF4 之比', 'F', 'kg/kg', 10, { when: at('by', 'slope') }),
    pick(
      'defaults',
      '因子取自',
      '自己填',
      [
        {
          label: '电解铝指南 2013 版（旧，2023 年度及以前）',
          options: [
            {
              id: '2013',
              label: '缺省值 0.034、0.0034 kg/tAl',
              fills: { cf4: 'process-al-cf4', c2f6: 'process-al-c2f6' },
            },
          ],
        },
      ],
      { when: at('by', 'factor') },
    ),
    figure('cf4', 'CF4 因子', 'EF(CF4)', 'kg/tAl', 100, { when: at('by', 'factor') }),
    figure('c2f6', 'C2F6 因子', 'EF(C2F6)', 'kg/tAl', 100, { when: at('by', 'factor') }),
    pick('gwp', 'GWP 取自', '自己填', [
      {
        label: 'IPCC 评估报告',
        options: [
          ['ar5', 'AR5（铝冶炼现行口径）'],
          ['ar6', 'AR6'],
          ['ar4', 'AR4'],
          ['sar', 'SAR（旧，2013 版指南）'],
        ].map(([id = '', label = '']) => ({
          id,
          label,
          fills: { g1: `gwp-${id}-cf4`, g2: `gwp-${id}-c2f6` },
        })),
      },
    ]),
    figure('g1', 'CF4 的 GWP', 'GWP(CF4)', 'tCO2e/t', 1e5),
    figure('g2', 'C2F6 的 GWP', 'GWP(C2F6)', 'tCO2e/t', 1e5),
  ],
  scope:
    '斜率法：铝冶炼指南 2013 版及后续；缺省因子 0.034、0.0034 只见于 2013 版。全国碳市场铝冶炼管控 CO2、CF4、C2F6。',
  rounding,
  cautions: ['2013 版指南用 SAR 的 GWP（6500、9200），铝冶炼现行口径用 AR5（6630、11100），两套不可混用。'],
  facts: ['M-222', 'M-223', 'M-022', 'M-023', 'M-028', 'M-006'],
  sections: ['2-3', '1-1', '4-2'],
  practises: ['pfc', 'cf4PerTonne'],
  examples: [
    {
      id: 'W-12',
      label: '铝液 25 万吨，0.20 min/槽·日',
      typed: {
        p: '250000',
        by: 'slope',
        aem: '0.20',
        slopes: 'guide',
        slope: '0.143',
        ratio: '0.1',
        gwp: 'ar5',
        g1: '6630',
        g2: '11100',
      },
    },
  ],
  work: ({ n, t, c }) => {
    const bySlope = c('by') === 'slope';
    const cf4 = bySlope ? cf4PerTonne(n('slope'), n('aem')) : n('cf4');
    const c2f6 = bySlope ? cf4 * n('ratio') : n('c2f6');
    const value = fixed(pfc(n('p'), cf4, c2f6, n('g1'), n('g2')), 2);
    const factors: Step[] = bySlope
      ? [
          step('CF4 因子', 'S×AEM', `${t('slope')}×${t('aem')}`, near(cf4), 'kg/tAl'),
          step('C2F6 因子', 'EF(CF4)×F', `${near(cf4)}×${t('ratio')}`, near(c2f6), 'kg/tAl'),
        ]
      : [];
    return {
      steps: [
        ...factors,
        step(
          'CF4',
          'P×EF(CF4)÷1000×GWP',
          `${t('p')}×${near(cf4)}÷1000×${t('g1')}`,
          near(co2e((n('p') * cf4) / 1000, n('g1'))),
          'tCO2e',
        ),
        step(
          'C2F6',
          'P×EF(C2F6)÷1000×GWP',
          `${t('p')}×${near(c2f6)}÷1000×${t('g2')}`,
          near(co2e((n('p') * c2f6) / 1000, n('g2'))),
          'tCO2e',
        ),
        step('合计', 'CF4＋C2F6', '两项相加', value, 'tCO2e'),
      ],
      results: [
        { label: '阳极效应排放量', value, unit: 'tCO2e' },
        {
          label: '折每吨铝',
          value: fixed(pfc(1, cf4, c2f6, n('g1'), n('g2')), 5),
          unit: 'tCO2e/tAl',
        },
      ],
      notes: [],
    };
  },
};

const materials = [
  ['limestone', '石灰石', 'process-limestone-steel'],
  ['dolomite', '白云石', 'process-dolomite-steel'],
  ['electrode', '电极', 'process-electrode'],
  ['pig', '外购生铁', 'process-pig-iron'],
  ['dri', '外购直接还原铁', 'process-dri'],
  ['feni', '镍铁', 'process-feni'],
  ['fecr', '铬铁', 'process-fecr'],
  ['femo', '钼铁', 'process-femo'],
] as const;
const fixing = [
  ['fixpig', '外售生铁', 'process-fix-pig-iron'],
  ['crude', '粗钢', 'process-fix-crude-steel'],
  ['methanol', '甲醇', 'process-fix-methanol'],
] as const;
const amounts = (list: readonly (readonly [string, string, string])[], row: string): readonly Figure[] =>
  list.map(([name, label, by]) => figure(name, label, 'AD', 't', 1e9, { row, optional: true, by }));

export const steel: Calculator = {
  id: 'steel',
  group: '工业生产过程',
  title: '钢铁企业排放',
  lead: '燃烧、生产过程、净购入电力和热力的排放相加，减去固碳产品带走的碳。',
  formula: {
    words: '排放量＝燃料燃烧＋工业生产过程＋净购入电力、热力−固碳产品隐含的碳',
    symbols: 'E＝E燃烧＋Σ(AD×EF)＋E电热−Σ(产品×固碳因子)',
  },
  fields: [
    figure('burn', '燃料燃烧排放', 'E燃烧', 'tCO2', 1e10, { hint: '先用燃料燃烧计算器逐种算出，再相加' }),
    figure('energy', '净购入电力、热力排放', 'E电热', 'tCO2', 1e10, {
      signed: true,
      optional: true,
      hint: '外购减外供；外供多时是负数',
    }),
    ...amounts(materials, '生产过程消耗'),
    ...amounts(fixing, '固碳产品'),
  ],
  scope:
    '中国钢铁生产企业指南（2013 版）的思路和缺省因子；2024 年度起全国碳市场按 CETS-AG-03.01-V01-2024 报告。',
  rounding,
  cautions: [
    '缺省因子是 2013 版的（旧）；2024 版钢铁指南的附录没有核实到，2024 年度起请以它为准。',
    '全国碳市场的配额管理只含直接排放，不含净购入电力和热力。',
  ],
  facts: ['M-226', 'M-227', 'M-211', 'M-213'],
  sections: ['2-3', '4-2'],
  practises: ['steelWorks'],
  examples: [
    {
      id: '自拟',
      label: '一家长流程企业',
      typed: {
        burn: '3000000',
        energy: '260000',
        limestone: '200000',
        dolomite: '80000',
        electrode: '300',
        crude: '1800000',
      },
    },
  ],
  work: ({ n, t, has, by }) => {
    const part = (list: readonly (readonly [string, string, string])[], prefix: string) =>
      list
        .filter(([name]) => has(name))
        .map(([name, label]) => {
          const tonnes = n(name) * Number(by(name).value);
          const figures = `${t(name)}×${by(name).value}`;
          return {
            tonnes,
            step: step(prefix + label, 'AD×EF', figures, near(tonnes), 'tCO2'),
          };
        });
    const [into, out] = [part(materials, ''), part(fixing, '固碳：')];
    const sum = (list: readonly { readonly tonnes: number }[]): number =>
      list.reduce((total, { tonnes }) => total + tonnes, 0);
    const value = fixed(steelWorks(n('burn'), sum(into), n('energy'), sum(out)), 2);
    const energy = n('energy') < 0 ? `(${t('energy')})` : t('energy');
    return {
      steps: [
        ...[...into, ...out].map(({ step }) => step),
        step(
          '排放量',
          'E燃烧＋E过程＋E电热−R固碳',
          `${t('burn')}＋${near(sum(into))}＋${energy}−${near(sum(out))}`,
          value,
          'tCO2',
        ),
      ],
      results: [
        { label: '企业排放量', value, unit: 'tCO2' },
        { label: '其中过程排放', value: fixed(sum(into), 2), unit: 'tCO2' },
        { label: '固碳产品隐含', value: fixed(sum(out), 2), unit: 'tCO2' },
      ],
      notes: [],
    };
  },
};

const sides = [
  ['投入', 'i'],
  ['产出', 'o'],
] as const;
export const balance: Calculator = {
  id: 'carbon-balance',
  group: '工业生产过程',
  title: '碳质量平衡',
  lead: '投入的碳减去产品、副产品和废渣带走的碳，其余按二氧化碳计。',
  formula: {
    words: '排放量＝(Σ投入量×含碳量−Σ产出量×含碳量)×44/12',
    symbols: 'E＝(ΣAD入×C入−ΣAD出×C出)×44/12',
  },
  fields: sides.flatMap(([side, key]) =>
    [1, 2, 3].flatMap((place): Figure[] => [
      figure(`${key}${String(place)}`, '数量', 'AD', 't', 1e9, {
        row: `${side} ${String(place)}`,
        ...(place === 1 ? {} : { optional: true }),
      }),
      percent(`${key}c${String(place)}`, '含碳量', 'C', {
        row: `${side} ${String(place)}`,
        ...(place === 1 ? {} : { goesWith: `${key}${String(place)}` }),
      }),
    ]),
  ),
  scope: '钢铁、石化、化工等行业指南的碳质量平衡法。',
  rounding,
  cautions: ['投入、产出都要算全；漏一种产出，排放量就偏大。'],
  facts: ['M-228', 'M-131', 'M-118'],
  sections: ['2-3', '1-4'],
  practises: ['carbonBalance'],
  examples: [
    {
      id: '自拟',
      label: '两种投入、一种产出',
      typed: { i1: '500000', ic1: '85', i2: '20000', ic2: '12', o1: '300000', oc1: '4.2' },
    },
  ],
  check: ({ n }): Record<string, string> => {
    const carbon = (key: string): number =>
      [1, 2, 3].reduce((sum, at) => sum + (n(`${key}${String(at)}`) * n(`${key}c${String(at)}`)) / 100, 0);
    return carbon('o') > carbon('i') ? { oc1: '产出的碳比投入的还多，请核对数量和含碳量。' } : {};
  },
  work: ({ n, t, has }) => {
    const lines = sides.map(([side, key]) => {
      const rows = [1, 2, 3].map(String).filter((at) => has(`${key}${at}`));
      return {
        side,
        sum: rows.reduce((sum, at) => sum + (n(`${key}${at}`) * n(`${key}c${at}`)) / 100, 0),
        figures: rows.map((at) => `${t(`${key}${at}`)}×${t(`${key}c${at}`)}%`).join('＋'),
      };
    });
    const [into = 0, out = 0] = lines.map(({ sum }) => sum);
    const value = fixed(carbonBalance(into, out), 2);
    return {
      steps: [
        ...lines.map(({ side, sum, figures }) => step(`${side}的碳`, 'ΣAD×C', figures, near(sum), 'tC')),
        step('排放量', '(投入−产出)×44/12', `(${near(into)}−${near(out)})×44/12`, value, 'tCO2'),
      ],
      results: [{ label: '排放量', value, unit: 'tCO2' }],
      notes: [],
    };
  },
};
