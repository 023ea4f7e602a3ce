export * from '../en/refusal.ts'
