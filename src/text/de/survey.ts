export * from '../en/survey.ts'
