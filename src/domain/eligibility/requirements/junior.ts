/** 1、初级碳资产管理师: the notice's words, each phrase beside what it asks. One met clause is enough. */
import type { Requirement } from '../atoms.ts';

export const junior = [
  {
    id: 'junior-1',
    phrases: [
      { text: '从事相关领域工作年限满3年', atom: { kind: 'total-months', months: 36 } },
      { text: '；' },
    ],
  },
  {
    id: 'junior-2',
    phrases: [
      { text: '高中及以上学历', atom: { kind: 'education-at-least', education: 'senior-high' } },
      { text: '，' },
      { text: '从事相关领域工作年限2年以上', atom: { kind: 'total-months', months: 24 } },
      { text: '；' },
    ],
  },
  {
    id: 'junior-3',
    phrases: [
      // 高中 is not 中专及以上: else (2) would be empty.
      { text: '中专及以上学历', atom: { kind: 'education-at-least', education: 'secondary-vocational' } },
      { text: '，' },
      { text: '从事相关领域工作年限1年以上', atom: { kind: 'total-months', months: 12 } },
      { text: '；' },
    ],
  },
  {
    id: 'junior-4',
    phrases: [{ text: '在校大学生、相关职业院校学生', atom: { kind: 'student' } }, { text: '；' }],
  },
  {
    id: 'junior-5',
    phrases: [
      {
        text: '取得其他初级职业或技能证书、职称证书等',
        atom: { kind: 'other-certificate', level: 'junior' },
      },
      { text: '。' },
    ],
  },
] as const satisfies readonly Requirement[];
