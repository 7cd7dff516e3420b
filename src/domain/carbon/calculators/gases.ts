/** An inventory of gases in tonnes of carbon dioxide equivalent, by the GWP of one report. */
import { fixed, near, type Calculator, type Figure } from '../calculator.ts';
import { co2e, inventory } from '../gases.ts';
import { choice, figure, step } from './parts.ts';

const reports = [
  { id: 'ar5', label: 'AR5（第五次评估报告）' },
  { id: 'ar6', label: 'AR6（第六次评估报告）' },
  { id: 'ar4', label: 'AR4（第四次，旧）' },
  { id: 'tar', label: 'TAR（第三次，旧）' },
  { id: 'sar', label: 'SAR（第二次，旧）' },
] as const;

/** Name in the address, label, and the gas in the ids of the factors, report by report. */
const gas = (name: string, label: string, ids: Readonly<Record<string, string>>, hint?: string): Figure =>
  figure(name, label, 'M', 't', 1e9, {
    row: '各种气体的质量',
    optional: true,
    ...(hint === undefined ? {} : { hint }),
    by: {
      field: 'report',
      of: Object.fromEntries(Object.entries(ids).map(([report, id]) => [report, `gwp-${report}-${id}`])),
    },
    when: { field: 'report', is: Object.keys(ids) },
  });
const of = (id: string, all: string): Readonly<Record<string, string>> =>
  Object.fromEntries(all.split(' ').map((report) => [report, id]));
const since = 'sar ar4 ar5 ar6';
const gases: readonly Figure[] = [
  gas('co2', 'CO2', of('co2', 'sar tar ar4 ar5 ar6')),
  gas('ch4', 'CH4（不分来源）', { ...of('ch4', 'sar tar ar4 ar5'), ar6: 'ch4-unspecified' }),
  gas('ch4f', 'CH4（化石源）', of('ch4-fossil', 'ar5 ar6')),
  gas('ch4n', 'CH4（非化石源）', of('ch4-nonfossil', 'ar6')),
  gas('n2o', 'N2O', of('n2o', 'sar tar ar4 ar5 ar6')),
  gas('hfc134a', 'HFC-134a', of('hfc-134a', since)),
  gas('hfc23', 'HFC-23', of('hfc-23', since)),
  gas('hfc32', 'HFC-32', of('hfc-32', since)),
  gas('hfc125', 'HFC-125', of('hfc-125', since)),
  gas('hfc143a', 'HFC-143a', of('hfc-143a', since)),
  gas('hfc152a', 'HFC-152a', of('hfc-152a', since)),
  gas('hfc227ea', 'HFC-227ea', of('hfc-227ea', since)),
  gas('hfc245fa', 'HFC-245fa', of('hfc-245fa', 'ar4 ar5 ar6')),
  gas('r410a', 'R-410A（混合制冷剂）', of('r-410a', 'ar4 ar5 ar6'), 'HFC-32、HFC-125 各 50%，质量加权'),
  gas('cf4', 'CF4', of('cf4', since)),
  gas('c2f6', 'C2F6', of('c2f6', since)),
  gas('sf6', 'SF6', of('sf6', 'sar ar4 ar5')),
  gas('nf3', 'NF3', of('nf3', 'tar ar4 ar5 ar6')),
];

export const gwp: Calculator = {
  id: 'gwp',
  group: '温室气体',
  title: '二氧化碳当量（GWP 加总）',
  lead: '一份清单里各种温室气体按同一份评估报告的 GWP 折成二氧化碳当量，再相加。',
  formula: { words: '二氧化碳当量＝Σ(气体质量×GWP)', symbols: 'E＝Σ(Mi×GWPi)' },
  fields: [
    choice('report', 'GWP 取自 IPCC 哪一份报告', reports),
    ...gases,
    figure('other', '质量', 'M', 't', 1e9, { row: '表里没有的气体', optional: true }),
    figure('otherg', 'GWP（自己填）', 'GWP', 'tCO2e/t', 1e5, { row: '表里没有的气体', goesWith: 'other' }),
  ],
  scope: 'IPCC 各次评估报告的 100 年 GWP；用哪一份由核算指南或报告要求定。',
  rounding: '四舍五入保留 3 位小数；一份清单只用一份报告的 GWP。',
  cautions: [
    '《巴黎协定》下的国家清单用 AR5；中国 2013—2015 版行业指南多用 SAR（旧）。',
    'SF6 的 AR6 值有两种写法，没有裁定，没有收录；要用请在“表里没有的气体”里自己填。',
    'AR6 把甲烷分为化石源 29.8 和非化石源 27.0；AR5 的 28 不分来源，化石源另有 30。',
  ],
  facts: [
    'M-009',
    'M-010',
    'M-011',
    'M-012',
    'M-013',
    'M-014',
    'M-022',
    'M-024',
    'M-026',
    'M-027',
    'M-028',
    'M-029',
  ],
  sections: ['1-1', '1-3', '2-3'],
  practises: ['co2e', 'blend', 'inventory'],
  examples: [
    {
      id: 'W-13',
      label: '化石源甲烷、氧化亚氮、HFC-134a，按 AR6',
      typed: { report: 'ar6', ch4f: '1000', n2o: '20', hfc134a: '1.5' },
    },
    {
      id: 'W-13',
      label: '同一份清单，按 AR4（甲烷不分来源）',
      typed: { report: 'ar4', ch4: '1000', n2o: '20', hfc134a: '1.5' },
    },
    { id: 'W-14', label: 'R-410A 泄漏 120 kg，按 AR5', typed: { report: 'ar5', r410a: '0.12' } },
  ],
  some: { names: [...gases.map(({ name }) => name), 'other'], label: '至少一种气体的质量' },
  work: ({ n, t, has, by }) => {
    const rows = gases
      .filter(({ name }) => has(name))
      .map(({ name, label }) => ({ label, t: t(name), tonnes: n(name), gwp: Number(by(name).value) }));
    if (has('other')) rows.push({ label: '其他气体', t: t('other'), tonnes: n('other'), gwp: n('otherg') });
    const value = fixed(inventory(rows), 3);
    return {
      steps: [
        ...rows.map((row) =>
          step(row.label, 'M×GWP', `${row.t}×${near(row.gwp)}`, near(co2e(row.tonnes, row.gwp)), 'tCO2e'),
        ),
        step('合计', 'Σ(M×GWP)', '各行相加', value, 'tCO2e'),
      ],
      results: [{ label: '二氧化碳当量', value, unit: 'tCO2e' }],
      notes: [],
    };
  },
};
