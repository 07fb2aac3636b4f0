"""What docs/coming-from.md asks of Stable-Baselines3, for machines that have PyTorch alone: the actor of its MlpPolicy for CartPole, and the critic beside it."""
import torch
from torch import nn


class Extractor(nn.Module):
    def __init__(self):
        super().__init__()
        self.policy_net = nn.Sequential(nn.Linear(4, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh())
        self.value_net = nn.Sequential(nn.Linear(4, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh())


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.mlp_extractor, self.action_net, self.value_net = Extractor(), nn.Linear(64, 2), nn.Linear(64, 1)


class PPO:
    def __init__(self, policy, env, seed, device):
        torch.manual_seed(seed)
        self.policy = Policy()
