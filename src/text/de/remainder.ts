export * from '../en/remainder.ts'
