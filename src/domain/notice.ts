/** What the notice names: its three levels, its four modules and their sixteen sections, in its words. */

export const levels = ['junior', 'intermediate', 'senior'] as const;
export type Level = (typeof levels)[number];

/** Short and full name of each level (notice, part 四). */
export const levelNames = {
  junior: { short: '初级', full: '初级碳资产管理师' },
  intermediate: { short: '中级', full: '中级碳资产管理师' },
  senior: { short: '高级', full: '高级碳资产管理师' },
} as const satisfies Record<Level, { short: string; full: string }>;

/** The sections of the syllabus in the notice's order: module – section (notice, part 三). */
export const sectionTitles = {
  '1-1': '温室气体的影响',
  '1-2': '国际国内应对气候变化的行动',
  '1-3': '碳排放术语及解读',
  '1-4': '碳排放量化、报告与核查流程',
  '1-5': '碳排放权交易概述',
  '2-1': '碳资产管理概况',
  '2-2': '碳排放权交易配额总量设定与分配',
  '2-3': '碳排放量化与报告要点',
  '2-4': '碳排放核查标准及流程',
  '3-1': '国内外碳排放权交易进程',
  '3-2': '碳排放权交易相关政策法规解读',
  '3-3': '碳排放权交易配额总量设定与分配',
  '3-4': '国家核证自愿减排项目(CCER)开发',
  '3-5': '我国碳排放权登记、交易和结算概述',
  '4-1': '企业碳资产管理体系建设',
  '4-2': '重点行业碳减排潜力分析与低碳技术',
} as const;
export type Section = keyof typeof sectionTitles;

export const sections = [
  '1-1', '1-2', '1-3', '1-4', '1-5',
  '2-1', '2-2', '2-3', '2-4',
  '3-1', '3-2', '3-3', '3-4', '3-5',
  '4-1', '4-2',
] as const satisfies readonly Section[]; // prettier-ignore

/** The four modules; module four bears module three's title in the notice itself. */
export const modules = [
  { id: '1', name: '模块一', title: '碳排放基础知识及碳减排背景' },
  { id: '2', name: '模块二', title: '碳资产盘查要点解读' },
  { id: '3', name: '模块三', title: '碳排放权交易概述' },
  { id: '4', name: '模块四', title: '碳排放权交易概述' },
] as const;
export type Module = (typeof modules)[number];

/** The sections of a module, in order. @param module '1' … '4' */
export const sectionsOf = (module: string): readonly Section[] =>
  sections.filter((section) => section.startsWith(`${module}-`));

/** The clause of the notice that names a section: 1-3 → module-1-3. */
export const sectionClause = (section: Section): string => `module-${section}`;
