// Most of a test is waiting for silence; two browsers are what two cores draw without waiting for each other.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
