import type { Fragment } from "../../api/types";

export interface LessonFact {
  id: string;
  number: number;
  title: string;
  summary: string;
  knobs: KnobFact[];
}

export interface KnobFact {
  name: string;
  meaning: string;
  wanted: string;
  default: string;
  choices?: string[];
}

export type Values = Record<string, string>;

export interface LessonView {
  id: string;
  values: Values;
  page: Fragment;
  quiz: QuizFact;
  tries: TryFact[];
  command: string;
}

export interface QuizFact {
  html: string;
  wanted: string;
  choices?: string[];
}

export interface TryFact {
  label: string;
  html: string;
  values: Values;
}

export interface LessonJudgement {
  isRight?: boolean;
  solution?: string;
  why?: string;
}
