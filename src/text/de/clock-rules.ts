export * from '../en/clock-rules.ts'
