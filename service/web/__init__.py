"""The pages people use: server-rendered, French and English, every task possible without JavaScript."""
