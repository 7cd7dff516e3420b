/** 3、高级碳资产管理师: the notice's words, each phrase beside what it asks. One met clause is enough. */
import type { Requirement } from '../atoms.ts';

export const senior = [
  {
    id: 'senior-1',
    phrases: [
      { text: '中专学历', atom: { kind: 'education-is', education: 'secondary-vocational' } },
      // No clause names a 中专 in a related major, so it may be shut out or meant as well.
      { text: '（取得其他专业）', atom: { kind: 'other-major', related: 'named-nowhere' } },
      { text: '，' },
      { text: '连续从事相关领域工作满4年', atom: { kind: 'continuous-months', months: 48 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-2',
    phrases: [
      { text: '大专学历', atom: { kind: 'education-is', education: 'junior-college' } },
      { text: '（取得其他专业）', atom: { kind: 'other-major', related: 'named-elsewhere' } },
      { text: '，' },
      { text: '连续从事相关领域工作满3年', atom: { kind: 'continuous-months', months: 36 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-3',
    phrases: [
      { text: '本科学历', atom: { kind: 'education-is', education: 'bachelor' } },
      { text: '（取得其他专业）', atom: { kind: 'other-major', related: 'named-elsewhere' } },
      { text: '，' },
      { text: '连续从事相关领域工作满2年', atom: { kind: 'continuous-months', months: 24 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-4',
    phrases: [
      { text: '研究生及以上学历', atom: { kind: 'education-is', education: 'postgraduate' } },
      // The notice has no comma here.
      { text: '（取得其他专业）', atom: { kind: 'other-major', related: 'named-elsewhere' } },
      { text: '连续从事相关领域工作满2年', atom: { kind: 'continuous-months', months: 24 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-5',
    phrases: [
      { text: '具有环境工程与科学、能源等相关专业大专及以上学历', atom: { kind: 'related-college' } },
      { text: '，' },
      { text: '从事相关领域工作满一年', atom: { kind: 'total-months', months: 12 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-6',
    phrases: [
      { text: '取得中级碳减排领域证书', atom: { kind: 'carbon-certificate', level: 'intermediate' } },
      { text: '，' },
      { text: '从事相关领域工作满一年', atom: { kind: 'months-with-certificate', months: 12 } },
      { text: '；' },
    ],
  },
  {
    id: 'senior-7',
    phrases: [
      {
        text: '取得其他高级职业或技能证书、职称证书等',
        atom: { kind: 'other-certificate', level: 'senior' },
      },
      { text: '满一年', atom: { kind: 'months-held', months: 12 } },
      { text: '。' },
    ],
  },
] as const satisfies readonly Requirement[];
