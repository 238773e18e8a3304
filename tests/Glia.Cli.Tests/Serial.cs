// Every training uses all cores by itself: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
