/** Where an item's truth comes from, and the section of the syllabus it belongs to. */
import type { CitedDocument } from '../../domain/exam/bank-file.ts';
import type { Item } from '../../domain/exam/question.ts';
import { sectionTitles } from '../../domain/notice.ts';
import { sectionRoute, sourceRoute } from '../../routes.ts';

interface Props {
  item: Item;
  documents: Readonly<Record<string, CitedDocument>>;
}

export const Sources = ({ item, documents }: Props) => (
  <p class="q-sources small">
    依据：
    {item.sources.map(({ doc, clause }, place) => {
      const known = documents[doc];
      return (
        <span key={`${doc}${clause ?? ''}`}>
          {place > 0 && '；'}
          <a href={sourceRoute(doc, known?.reference)}>{known?.title ?? doc}</a>
          {known?.number && `（${known.number}）`}
          {clause}
          {known && !known.inForce && '（现已不再施行）'}
        </span>
      );
    })}
    。大纲：<a href={sectionRoute(item.section)}>{`${item.section} ${sectionTitles[item.section]}`}</a>
  </p>
);
