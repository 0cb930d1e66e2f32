"""The incremental build. In: pure functions and their items. Out: results, from memory, from the store, or computed in processes.

It knows nothing of briefs or HTML: the wiring names the functions, the keys and the versions of the code behind them.
"""
