/** Arbitrary applicants for the laws: complete and valid, months crowded around the thresholds. */
import fc from 'fast-check';
import {
  educations,
  enrolments,
  grades,
  majors,
  yesNo,
  type Facts,
} from '../../../src/domain/eligibility/facts.ts';
import { assess, type Assessment } from '../../../src/domain/eligibility/assess.ts';
import { readProfile } from '../../../src/domain/eligibility/facts.ts';

/** The assessment of a profile that can be. @throws Error with the problems of one that cannot */
export function sure(profile: unknown, asOf = '2026-11-22'): Assessment {
  const result = assess(profile, asOf);
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return result;
}
/** Somebody with nothing special about them, known in full. */
export const someone: Facts = {
  education: 'bachelor',
  major: 'other',
  relatedCollege: 'no',
  enrolment: 'none',
  totalMonths: 10,
  continuousMonths: 8,
  carbonCertificate: 'none',
  otherCertificate: 'none',
};

export const months = fc.oneof(
  fc.constantFrom(0, 1, 11, 12, 13, 23, 24, 25, 35, 36, 37, 47, 48, 49),
  fc.integer({ min: 0, max: 80 }),
);
export const applicant: fc.Arbitrary<Facts> = fc
  .record({
    education: fc.constantFrom(...educations),
    major: fc.constantFrom(...majors),
    relatedCollege: fc.constantFrom(...yesNo),
    enrolment: fc.constantFrom(...enrolments),
    totalMonths: months,
    continuousMonths: months,
    carbonCertificate: fc.oneof(
      fc.constant('none' as const),
      fc.record({ level: fc.constantFrom(...grades), monthsHeld: months, monthsWorkedSince: months }),
    ),
    otherCertificate: fc.oneof(
      fc.constant('none' as const),
      fc.record({ level: fc.constantFrom(...grades), monthsHeld: months }),
    ),
  })
  .filter((profile) => readProfile(profile).kind === 'known');
/** A day of the years people will ask about, month ends and 29 February well represented. */
export const day: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('2027-01-31', '2028-02-29', '2027-02-28', '2026-12-31', '2027-08-31', '2028-01-30'),
  fc
    .integer({ min: 0, max: 5000 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10)),
);
